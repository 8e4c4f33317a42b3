@echo off
rem Builds the bundle and the installer on a Windows with Python 3.11 to 3.14 and Inno Setup 6
rem (iscc on the PATH). Not run on the machines where Splitline is made, which have no Windows.
setlocal
cd /d "%~dp0\..\.."
if not exist .venv\Scripts\python.exe py -3 -m venv .venv || exit /b 1
.venv\Scripts\python -m pip install --quiet -c constraints.txt -e .[bundle] || exit /b 1
.venv\Scripts\python packaging\bundle\build.py || exit /b 1
dist\splitline\splitline.exe --self-test || exit /b 1
set /p VERSION=<dist\splitline\VERSION
iscc /Q "/DVersion=%VERSION%" packaging\windows\splitline.iss || exit /b 1
echo dist\splitline-%VERSION%-windows-x64.exe is the installer.
