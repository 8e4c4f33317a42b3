"""What do programs that the bundle starts find in their environment? What its user has in his.

PyInstaller's starter lets the loader find the libraries of the bundle by a variable. The system's
own programs (speech, what keeps the screen awake) must not find them there.
"""

import os

_NAME = "LD_LIBRARY_PATH"
_AS_IT_WAS = f"{_NAME}_ORIG"

if _AS_IT_WAS in os.environ:
    os.environ[_NAME] = os.environ.pop(_AS_IT_WAS)
else:
    os.environ.pop(_NAME, None)
