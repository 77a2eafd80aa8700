"""The tables."""

from bloc_bot.database.models.base import SHARED, Base, as_written
from bloc_bot.database.models.facts import (
    CitationRow,
    EventOrganizationRow,
    EventPartyRow,
    EventRow,
    FactRow,
    MembershipRow,
    ProfileRow,
    RelationRow,
    TermRow,
)
from bloc_bot.database.models.identities import AliasRow, CountryRow, OrganizationRow, PersonRow, PostRow, SourceRow
from bloc_bot.database.models.installations import InstallationRow, InstallationStateRow, InstalledBotRow
from bloc_bot.database.models.traffic import HandledRequestRow, SubmissionRow, VersionRow
from bloc_bot.database.models.workspaces import (
    AnnouncementRow,
    ConversationRow,
    NamedAdminRow,
    ReceiptGroundRow,
    ReceiptRow,
    SuggestionRow,
    UnansweredQuestionRow,
    UnansweredSwitchRow,
    WorkspaceSettingsRow,
)

__all__ = [
    "SHARED",
    "AliasRow",
    "AnnouncementRow",
    "Base",
    "CitationRow",
    "ConversationRow",
    "CountryRow",
    "EventOrganizationRow",
    "EventPartyRow",
    "EventRow",
    "FactRow",
    "HandledRequestRow",
    "InstallationRow",
    "InstallationStateRow",
    "InstalledBotRow",
    "MembershipRow",
    "NamedAdminRow",
    "OrganizationRow",
    "PersonRow",
    "PostRow",
    "ProfileRow",
    "ReceiptGroundRow",
    "ReceiptRow",
    "RelationRow",
    "SourceRow",
    "SubmissionRow",
    "SuggestionRow",
    "TermRow",
    "UnansweredQuestionRow",
    "UnansweredSwitchRow",
    "VersionRow",
    "WorkspaceSettingsRow",
    "as_written",
]
