"""What costs count and what their rates are per, as the designer names them."""

from zefdesk.domain.profile import Dimension
from zefdesk.domain.rate import Per

DIMENSIONS = {
    Dimension.ENERGY: "Energy",
    Dimension.CHARGING_TIME: "Charging time",
    Dimension.IDLE_TIME: "Idle time",
    Dimension.PLUGGED_TIME: "Time plugged in",
    Dimension.SESSION: "Each session",
    Dimension.RESERVATION_TIME: "Reservation time",
}
PER_WORDS = {Per.KWH: "per kWh", Per.HOUR: "per hour", Per.MINUTE: "per minute", Per.SESSION: "per session"}
TIME_UNITS = (Per.HOUR, Per.MINUTE)
