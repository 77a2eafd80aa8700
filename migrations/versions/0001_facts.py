"""Facts, what they are about and what backs them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


LEAD_CITATION = "fk_facts_lead_citation"


def lead_citation_within_facts() -> list[sa.ForeignKeyConstraint]:
    """SQLite cannot add a constraint later, but lets it name a table that is still to come."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    return [
        sa.ForeignKeyConstraint(
            ["id", "lead_citation"],
            ["citations.fact_id", "citations.position"],
            name=LEAD_CITATION,
            deferrable=True,
            initially="DEFERRED",
        )
    ]


def add_lead_citation_to_facts() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.create_foreign_key(
            referent_table="citations",
            source_table="facts",
            local_cols=["id", "lead_citation"],
            remote_cols=["fact_id", "position"],
            constraint_name=LEAD_CITATION,
            deferrable=True,
            initially="DEFERRED",
        )


def upgrade() -> None:
    op.create_table(
        "aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_aliases"),
    )
    op.create_index("ix_aliases_folded", "aliases", ["folded"], unique=False)

    op.create_table(
        "countries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_countries"),
    )
    op.create_table(
        "fact_book_versions",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_fact_book_versions"),
    )
    op.create_table(
        "handled_requests",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_handled_requests"),
    )
    op.create_index("ix_handled_requests_claimed_at", "handled_requests", ["claimed_at"], unique=False)

    op.create_table(
        "people",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("nationality", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("single_holder", sa.Boolean(), nullable=False),
        sa.Column("held_by_countries", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
    )
    op.create_index("ix_sources_workspace_url", "sources", ["workspace", "url"], unique=False)

    op.create_table(
        "organizations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("acronym", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("head_post", sa.Text(), nullable=True),
        sa.Column("member_role", sa.Text(), nullable=False),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["head_post"], ["posts.id"], name="fk_organizations_head_post"),
        sa.ForeignKeyConstraint(
            ["parent"], ["organizations.id"], name="fk_organizations_parent", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organizations"),
    )
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("lineage", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("since_earliest", sa.Date(), nullable=True),
        sa.Column("since_latest", sa.Date(), nullable=True),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("until_earliest", sa.Date(), nullable=True),
        sa.Column("until_latest", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("preferred", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_by", sa.Text(), nullable=True),
        sa.Column("superseded_reason", sa.Text(), nullable=True),
        sa.Column("lead_citation", sa.Integer(), nullable=True),
        sa.CheckConstraint("(since IN ('', '..')) = (since_earliest IS NULL)", name="since_is_a_date"),
        sa.CheckConstraint("(until IN ('', '..')) = (until_earliest IS NULL)", name="until_is_a_date"),
        sa.CheckConstraint("kind IN ('membership', 'term', 'event', 'relation', 'profile')", name="kind"),
        sa.CheckConstraint("organization IS NOT NULL OR kind = 'term'", name="organization"),
        sa.CheckConstraint("origin IN ('seed', 'person')", name="origin"),
        sa.CheckConstraint("state <> 'recorded' OR lead_citation IS NOT NULL", name="recorded_is_cited"),
        sa.CheckConstraint("state IN ('proposed', 'recorded', 'withdrawn')", name="state"),
        sa.CheckConstraint("(since_earliest IS NULL) = (since_latest IS NULL)", name="since_both_days"),
        sa.CheckConstraint("(superseded_at IS NULL) = (superseded_by IS NULL)", name="superseded_by"),
        sa.CheckConstraint("(until_earliest IS NULL) = (until_latest IS NULL)", name="until_both_days"),
        sa.CheckConstraint("lead_citation = 0", name="lead_citation_is_first"),
        sa.CheckConstraint("since_earliest <= since_latest", name="since_in_order"),
        sa.CheckConstraint("since_earliest <= until_latest", name="ends_in_order"),
        sa.CheckConstraint("superseded_at >= recorded_at", name="superseded_after_recorded"),
        sa.CheckConstraint("until_earliest <= until_latest", name="until_in_order"),
        *lead_citation_within_facts(),
        sa.ForeignKeyConstraint(["organization"], ["organizations.id"], name="fk_facts_organization"),
        sa.PrimaryKeyConstraint("id", name="pk_facts"),
    )
    op.create_index("ix_facts_lineage", "facts", ["lineage", "workspace"], unique=False)
    op.create_index(
        "uq_facts_current",
        "facts",
        ["workspace", "lineage"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )

    op.create_table(
        "citations",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("relayed_from", sa.Text(), nullable=False),
        sa.Column("attested_on", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("disputed", sa.Text(), nullable=False),
        sa.Column("disputed_value", sa.Text(), nullable=False),
        sa.CheckConstraint("(stance = 'disputes') = (disputed <> '')", name="disputed"),
        sa.CheckConstraint("position > 0 OR stance = 'supports'", name="first_supports"),
        sa.CheckConstraint("stance IN ('supports', 'disputes')", name="stance"),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.id"], name="fk_citations_fact_id"),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name="fk_citations_source"),
        sa.PrimaryKeyConstraint("fact_id", "position", name="pk_citations"),
    )
    op.create_index("ix_citations_source", "citations", ["source"], unique=False)

    add_lead_citation_to_facts()
    op.create_table(
        "events",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.id"], name="fk_events_fact_id"),
        sa.PrimaryKeyConstraint("fact_id", name="pk_events"),
    )
    op.create_table(
        "memberships",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=True),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.id"], name="fk_memberships_fact_id"),
        sa.PrimaryKeyConstraint("fact_id", name="pk_memberships"),
    )
    op.create_table(
        "profiles",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("attribute", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.id"], name="fk_profiles_fact_id"),
        sa.PrimaryKeyConstraint("fact_id", name="pk_profiles"),
    )
    op.create_table(
        "relations",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.id"], name="fk_relations_fact_id"),
        sa.ForeignKeyConstraint(["other"], ["organizations.id"], name="fk_relations_other"),
        sa.PrimaryKeyConstraint("fact_id", name="pk_relations"),
    )
    op.create_table(
        "terms",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("acting", sa.Boolean(), nullable=False),
        sa.Column("due_until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["fact_id"], ["facts.id"], name="fk_terms_fact_id"),
        sa.ForeignKeyConstraint(["post"], ["posts.id"], name="fk_terms_post"),
        sa.ForeignKeyConstraint(["state"], ["countries.id"], name="fk_terms_state"),
        sa.PrimaryKeyConstraint("fact_id", name="pk_terms"),
    )
    op.create_table(
        "event_organizations",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["events.fact_id"], name="fk_event_organizations_fact_id"),
        sa.ForeignKeyConstraint(["organization"], ["organizations.id"], name="fk_event_organizations_organization"),
        sa.PrimaryKeyConstraint("fact_id", "position", name="pk_event_organizations"),
    )
    op.create_table(
        "event_parties",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["events.fact_id"], name="fk_event_parties_fact_id"),
        sa.PrimaryKeyConstraint("fact_id", "position", name="pk_event_parties"),
    )


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(LEAD_CITATION, "facts", type_="foreignkey")
    op.drop_table("event_parties")
    op.drop_table("event_organizations")
    op.drop_table("terms")
    op.drop_table("relations")
    op.drop_table("profiles")
    op.drop_table("memberships")
    op.drop_table("events")
    op.drop_table("citations")
    op.drop_table("facts")
    op.drop_table("organizations")
    op.drop_table("sources")
    op.drop_table("posts")
    op.drop_table("people")
    op.drop_table("handled_requests")
    op.drop_table("fact_book_versions")
    op.drop_table("countries")
    op.drop_table("aliases")
