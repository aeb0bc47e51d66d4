"""The shared vision: which version stands, and what people said to it."""

from codesign.model import Vision, VisionCheck
from codesign.records import Records


def versions(records: Records) -> tuple[Vision, ...]:
    """Return all versions, the newest first."""
    return tuple(sorted(records.live(Vision), key=lambda each: each.version, reverse=True))


def standing_check(vision: Vision) -> VisionCheck | None:
    """Return the fist to five that stands for a version: the last one up to its agreement, or the last one."""
    checks = sorted(vision.checks.values(), key=lambda each: each.on)
    before = [each for each in checks if vision.agreed is None or each.on <= vision.agreed]
    standing = before or checks
    return standing[-1] if standing else None


def check_at(vision: Vision, meeting: str) -> VisionCheck | None:
    """Return the fist to five that was taken at a meeting."""
    return next((each for each in vision.checks.values() if each.meeting == meeting), None)
