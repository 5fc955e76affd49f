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
-- Mails hardly compress, and their bytes are read whole.
ALTER TABLE raw_mails ALTER COLUMN bytes SET STORAGE EXTERNAL;
--> statement-breakpoint
-- The tables of graphile_worker are closed to the web; through here it can ask for work, inside its own transaction.
CREATE FUNCTION latchkey_add_job(task text, payload json, run_at timestamptz DEFAULT NULL, job_key text DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
begin
  perform graphile_worker.add_job(identifier => task, payload => payload, run_at => run_at, job_key => job_key);
end
$$;
