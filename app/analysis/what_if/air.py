"""How hard does the air push against a runner? Density in kg/m³, area in m², force in N."""

import math

_GAS_OF_DRY_AIR = 287.05
_GAS_OF_VAPOUR = 461.5
_ZERO_C = 273.15
_FRONT_OF_SKIN = 0.266
DRAG_COEFFICIENT = 0.92
"""Of a runner seen as one body; with it the air of a 4:00 mile costs the published 13.5 %."""


def density(temperature_c: float, pressure_hpa: float, humidity: float) -> float:
    """Return the density of moist air (kg/m³) from °C, hPa and the relative humidity (0 to 1).

    Ideal gases; the pressure of saturated vapour by the Magnus formula of Alduchov and Eskridge
    (1996).
    """
    vapour = humidity * 610.94 * math.exp(17.625 * temperature_c / (temperature_c + 243.04))
    kelvin = temperature_c + _ZERO_C
    dry = 100.0 * pressure_hpa - vapour
    return dry / (_GAS_OF_DRY_AIR * kelvin) + vapour / (_GAS_OF_VAPOUR * kelvin)


def frontal_area(mass_kg: float, height_m: float) -> float:
    """Return the area that the air meets (m²).

    The surface of the body by Du Bois and Du Bois (1916), 0.266 of which is the front (Pugh 1970).
    """
    skin: float = 0.007184 * mass_kg**0.425 * (100.0 * height_m) ** 0.725
    return _FRONT_OF_SKIN * skin


def drag(air_density: float, area: float, mean_square: float) -> float:
    """Return the force of the air (N) where the square of its speed is `mean_square` (m²/s²)."""
    return 0.5 * air_density * DRAG_COEFFICIENT * area * mean_square
