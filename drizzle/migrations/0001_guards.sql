-- What was recorded stays as it was recorded. Grants forbid it to the desk's roles; this forbids it to the owner too.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation', table = tg_table_name;
end
$$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER assessments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assessments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER reads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER earlier_readings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON earlier_readings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER notes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON notes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What a mail was read to say stays on record: a claim can be struck once, and follow its mail to another case.
CREATE FUNCTION hold_claim() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
begin
  if (new.message_id, new.kind, new.value, new.raw, new.source, new.start, new."end", new.added_by, new.replaces)
    is distinct from (old.message_id, old.kind, old.value, old.raw, old.source, old.start, old."end", old.added_by, old.replaces)
    or (old.struck_at is not null and (new.struck_at, new.struck_by) is distinct from (old.struck_at, old.struck_by)) then
    raise exception 'a claim is struck or replaced, never rewritten' using errcode = 'restrict_violation', table = 'claims';
  end if;
  return new;
end
$$;
--> statement-breakpoint
CREATE TRIGGER claims_held BEFORE UPDATE ON claims FOR EACH ROW EXECUTE FUNCTION hold_claim();
--> statement-breakpoint
-- A policy is answered once, by the second person; its numbers never change, or a decision would lose its ground.
CREATE FUNCTION hold_policy() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
begin
  if tg_op <> 'UPDATE' then
    raise exception 'a policy is never taken away' using errcode = 'restrict_violation', table = 'policies';
  end if;
  if (new.version, new.content, new.shipped, new.reason, new.proposed_by, new.proposed_at)
    is distinct from (old.version, old.content, old.shipped, old.reason, old.proposed_by, old.proposed_at) then
    raise exception 'what was proposed stays as it was proposed' using errcode = 'restrict_violation', table = 'policies';
  end if;
  if old.shipped or old.approved_by is not null or old.refused_by is not null then
    raise exception 'this policy was answered already' using errcode = 'restrict_violation', table = 'policies';
  end if;
  return new;
end
$$;
--> statement-breakpoint
CREATE TRIGGER policies_held BEFORE UPDATE OR DELETE ON policies FOR EACH ROW EXECUTE FUNCTION hold_policy();
--> statement-breakpoint
-- SECURITY DEFINER: the row is locked against a change of the address until the link's transaction ends, and whoever
-- makes the link need not be allowed to lock accounts.
CREATE FUNCTION hold_reset_to_registered_address() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
begin
  if not exists (
    select from accounts
    where number = new.account_number and registered_email = new.sent_to and email_version = new.email_version
    for share
  ) then
    raise exception 'a reset link goes to the registered address of its account only'
      using errcode = 'check_violation', constraint = 'resets_sent_to_registered', table = 'resets';
  end if;
  return new;
end
$$;
--> statement-breakpoint
CREATE TRIGGER resets_sent_to_registered BEFORE INSERT OR UPDATE OF account_number, sent_to, email_version ON resets FOR EACH ROW EXECUTE FUNCTION hold_reset_to_registered_address();
--> statement-breakpoint
-- A link hangs on an approval of the same case and account, and its letter goes where the link was made for.
CREATE FUNCTION hold_reset_to_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
begin
  if not exists (
    select from decisions
    where id = new.decision_id and verb = 'approve' and ticket_id = new.ticket_id and account_number = new.account_number
  ) then
    raise exception 'a reset link needs an approval of its own case and account'
      using errcode = 'check_violation', constraint = 'resets_approved', table = 'resets';
  end if;
  return new;
end
$$;
--> statement-breakpoint
CREATE TRIGGER resets_approved BEFORE INSERT OR UPDATE OF decision_id, ticket_id, account_number ON resets FOR EACH ROW EXECUTE FUNCTION hold_reset_to_approval();
--> statement-breakpoint
CREATE FUNCTION hold_link_letter_to_reset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
begin
  if new.kind = 'link' and not exists (select from resets where id = new.reset_id and sent_to = new.recipient) then
    raise exception 'a link is sent to the address it was made for only'
      using errcode = 'check_violation', constraint = 'letters_link_to_registered', table = 'letters';
  end if;
  return new;
end
$$;
--> statement-breakpoint
CREATE TRIGGER letters_link_to_registered BEFORE INSERT OR UPDATE OF kind, reset_id, recipient ON letters FOR EACH ROW EXECUTE FUNCTION hold_link_letter_to_reset();
--> statement-breakpoint
CREATE FUNCTION tell_listeners() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
begin
  perform pg_notify(tg_table_name, '');
  return null;
end
$$;
--> statement-breakpoint
CREATE TRIGGER raw_mails_notify AFTER INSERT ON raw_mails FOR EACH STATEMENT EXECUTE FUNCTION tell_listeners();
--> statement-breakpoint
CREATE TRIGGER letters_notify AFTER INSERT ON letters FOR EACH STATEMENT EXECUTE FUNCTION tell_listeners();
--> statement-breakpoint
-- Whoever looks at the desk is told that something changed, by number and version alone: what it is, he asks for, if he
-- may. A statement that touches many cases says so once.
CREATE FUNCTION tell_desk_of_tickets() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
begin
  if (select count(*) from (select from changed limit 101) as first_ones) > 100 then
    perform pg_notify('desk', 'tickets *');
  else
    perform pg_notify('desk', 'tickets ' || id || ' ' || version) from changed;
  end if;
  return null;
end
$$;
--> statement-breakpoint
CREATE TRIGGER tickets_tell_opened AFTER INSERT ON tickets REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_desk_of_tickets();
--> statement-breakpoint
CREATE TRIGGER tickets_tell_changed AFTER UPDATE ON tickets REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_desk_of_tickets();
--> statement-breakpoint
CREATE FUNCTION tell_desk_of_case() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
begin
  if (select count(*) from (select from changed limit 101) as first_ones) > 100 then
    perform pg_notify('desk', tg_table_name || ' *');
  else
    perform pg_notify('desk', tg_table_name || ' ' || ticket_id) from changed where ticket_id is not null;
  end if;
  return null;
end
$$;
--> statement-breakpoint
CREATE TRIGGER messages_tell AFTER INSERT ON messages REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_desk_of_case();
--> statement-breakpoint
CREATE TRIGGER notes_tell AFTER INSERT ON notes REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_desk_of_case();
--> statement-breakpoint
CREATE TRIGGER letters_tell_queued AFTER INSERT ON letters REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_desk_of_case();
--> statement-breakpoint
CREATE TRIGGER letters_tell_sent AFTER UPDATE ON letters REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_desk_of_case();
--> statement-breakpoint
CREATE FUNCTION tell_desk_of_presence() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
begin
  perform pg_notify('desk', 'presences ' || coalesce(new.ticket_id, old.ticket_id));
  return null;
end
$$;
--> statement-breakpoint
CREATE TRIGGER presences_tell_come_or_gone AFTER INSERT OR DELETE ON presences FOR EACH ROW EXECUTE FUNCTION tell_desk_of_presence();
--> statement-breakpoint
-- A sign of life alone is news to nobody.
CREATE TRIGGER presences_tell_writing AFTER UPDATE ON presences FOR EACH ROW WHEN (old.writing IS DISTINCT FROM new.writing) EXECUTE FUNCTION tell_desk_of_presence();
--> statement-breakpoint
ALTER TABLE presences SET UNLOGGED;
--> statement-breakpoint
CREATE FUNCTION tell_desk_of_itself() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
begin
  perform pg_notify('desk', 'desk');
  return null;
end
$$;
--> statement-breakpoint
CREATE TRIGGER switches_tell AFTER INSERT OR UPDATE ON switches FOR EACH STATEMENT EXECUTE FUNCTION tell_desk_of_itself();
--> statement-breakpoint
CREATE TRIGGER alarms_tell AFTER INSERT OR UPDATE ON alarms FOR EACH STATEMENT EXECUTE FUNCTION tell_desk_of_itself();
--> statement-breakpoint
CREATE TRIGGER mailboxes_tell AFTER UPDATE ON mailboxes FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state OR old.failing_since IS DISTINCT FROM new.failing_since) EXECUTE FUNCTION tell_desk_of_itself();
--> statement-breakpoint
CREATE TRIGGER raw_mails_tell_failed AFTER UPDATE ON raw_mails FOR EACH ROW WHEN (new.state = 'failed' AND old.state <> 'failed') EXECUTE FUNCTION tell_desk_of_itself();
--> statement-breakpoint
-- Mails hardly compress, and their bytes are read whole.
ALTER TABLE raw_contents ALTER COLUMN bytes SET STORAGE EXTERNAL;
--> statement-breakpoint
-- A search reads the terms of thousands of mails: in the row and as they are, not out of line and packed.
ALTER TABLE message_words ALTER COLUMN terms SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE message_words SET (toast_tuple_target = 8160);
--> statement-breakpoint
-- The tables of graphile_worker are closed to the web; through here it can ask for work, inside its own transaction.
CREATE FUNCTION latchkey_add_job(task text, payload json, run_at timestamptz DEFAULT NULL, job_key text DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
begin
  perform graphile_worker.add_job(identifier => task, payload => payload, run_at => run_at, job_key => job_key);
end
$$;
