"""Triggers: the log takes new rows, and gives each its place and digest once; all else is refused."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION audit_only_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.position IS NOT NULL OR NEW.position IS NULL
        OR (NEW.id, NEW.uid, NEW.at, NEW.action, NEW.actor_kind, NEW.actor_id, NEW.subject, NEW.details, NEW.mac)
            IS DISTINCT FROM
           (OLD.id, OLD.uid, OLD.at, OLD.action, OLD.actor_kind, OLD.actor_id, OLD.subject, OLD.details, OLD.mac)
    THEN
        RAISE EXCEPTION 'the audit log is append-only: UPDATE on % refused', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER audit_event_only_seal BEFORE UPDATE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_only_seal();
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_no_change BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

BACKWARD = """
DROP TRIGGER audit_event_only_seal ON audit_event;
DROP TRIGGER audit_event_no_delete ON audit_event;
DROP TRIGGER audit_event_no_truncate ON audit_event;
DROP TRIGGER audit_seal_no_change ON audit_seal;
DROP TRIGGER audit_seal_no_truncate ON audit_seal;
DROP FUNCTION audit_only_seal();
DROP FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_chained_log")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
