"""The records of a partnership: frozen structs, validated whenever they are decoded.

Every name that the rest of the program needs is imported from here.
"""

from codesign.model.agendas import MeetingTemplate
from codesign.model.asks import AskForHelp, Support
from codesign.model.commitments import Commitment, CommitmentState
from codesign.model.connections import Channel, Connection, ConnectionResult, Depth
from codesign.model.cycles import RATINGS, STRATEGIES, Conclusion, Cycle, StrategyRating, Verdict
from codesign.model.decisions import Decision, HowDecided
from codesign.model.exports import Audience, CountedOut, ExportedItem, ExportRecord, Reviewed
from codesign.model.governing import Governance
from codesign.model.items import (
    HOME_OF,
    PHASE_KINDS,
    PHASE_OF,
    PHASE_STATUSES,
    Evidence,
    EvidenceSource,
    Item,
    ItemKind,
    Phase,
    Status,
    Stream,
)
from codesign.model.measures import Direction, Measure, MeasureFamily, Outcome, OutcomeKind, Reading
from codesign.model.meetings import (
    Block,
    BlockKind,
    Check,
    Headcount,
    Meeting,
    Mode,
    Move,
    Movement,
    NoticeGiven,
    Poll,
    PollKind,
    PracticeCell,
    PracticeEvidence,
    Run,
)
from codesign.model.partnership import Level, NameChoice, Partnership, Place, Sector, Setting
from codesign.model.people import Partner, Person, Pledge, PledgeKind
from codesign.model.questions import Question
from codesign.model.record import (
    SCHEMA,
    InvalidRecord,
    Mark,
    NewerRecord,
    Record,
    Text,
    build,
    plain,
)
from codesign.model.releases import Release
from codesign.model.seating import Round
from codesign.model.tables import TABLES, table_of
from codesign.model.visions import FIST_SCALE, FistCounts, Reservation, Vision, VisionCheck
from codesign.model.words import Answer, Attribution, Permission, Reply, Voice, VoiceKind

__all__ = [
    "FIST_SCALE",
    "HOME_OF",
    "PHASE_KINDS",
    "PHASE_OF",
    "PHASE_STATUSES",
    "RATINGS",
    "SCHEMA",
    "STRATEGIES",
    "TABLES",
    "Answer",
    "AskForHelp",
    "Attribution",
    "Audience",
    "Block",
    "BlockKind",
    "Channel",
    "Check",
    "Commitment",
    "CommitmentState",
    "Conclusion",
    "Connection",
    "ConnectionResult",
    "CountedOut",
    "Cycle",
    "Decision",
    "Depth",
    "Direction",
    "Evidence",
    "EvidenceSource",
    "ExportRecord",
    "ExportedItem",
    "FistCounts",
    "Governance",
    "Headcount",
    "HowDecided",
    "InvalidRecord",
    "Item",
    "ItemKind",
    "Level",
    "Mark",
    "Measure",
    "MeasureFamily",
    "Meeting",
    "MeetingTemplate",
    "Mode",
    "Move",
    "Movement",
    "NameChoice",
    "NewerRecord",
    "NoticeGiven",
    "Outcome",
    "OutcomeKind",
    "Partner",
    "Partnership",
    "Permission",
    "Person",
    "Phase",
    "Place",
    "Pledge",
    "PledgeKind",
    "Poll",
    "PollKind",
    "PracticeCell",
    "PracticeEvidence",
    "Question",
    "Reading",
    "Record",
    "Release",
    "Reply",
    "Reservation",
    "Reviewed",
    "Round",
    "Run",
    "Sector",
    "Setting",
    "Status",
    "StrategyRating",
    "Stream",
    "Support",
    "Text",
    "Verdict",
    "Vision",
    "VisionCheck",
    "Voice",
    "VoiceKind",
    "build",
    "plain",
    "table_of",
]
