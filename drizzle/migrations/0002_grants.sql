-- Every grant by name: a table or column that is not listed here is closed. The roles are made before migrations run.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO latchkey_web, latchkey_worker, latchkey_auditor;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION latchkey_add_job(text, json, timestamptz, text) TO latchkey_web, latchkey_worker;
--> statement-breakpoint

-- The web: what the desk's pages and the pages for people locked out need.
GRANT SELECT ON
  accounts, former_emails, friendships, blocks, security_questions, account_sessions, account_imports,
  raw_mails, messages, attachments, tickets, claims, assessments, policies, decisions, letters, resets, contests,
  staff, staff_sessions, sign_in_failures, switches, audit_entries
TO latchkey_web;
--> statement-breakpoint
GRANT SELECT (
  id, address, host, port, security, username, authentication, token_url, client_id, ca, folder, uidvalidity, last_uid,
  start_uid, uid_next, backfill, backfill_since, backfill_uid, backfill_total, backfill_done, retention_days, state,
  paused_reason, lease_holder, lease_until, poll_seconds, last_success_at, failing_since, last_error, created_at
) ON mailboxes TO latchkey_web;
--> statement-breakpoint
GRANT SELECT ON raw_contents, mailbox_hours, alarms, chores TO latchkey_web;
--> statement-breakpoint
-- Whoever sets a mailbox up writes its secret; only the reader reads it back.
GRANT INSERT, UPDATE (
  address, host, port, security, username, authentication, token_url, client_id, secret, ca, folder, retention_days, state,
  poll_seconds, paused_reason, failing_since, last_error, backfill, backfill_since, backfill_uid, backfill_total, backfill_done
) ON mailboxes TO latchkey_web;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (ended_at) ON mailbox_tests TO latchkey_web;
--> statement-breakpoint
GRANT UPDATE (password_hash, password_changed_at, last_seen_at, email_dead_at, updated_at) ON accounts TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE (ended_at) ON account_sessions TO latchkey_web;
--> statement-breakpoint
GRANT UPDATE (state, attempts, failed_step, reason, trace, not_before, refetch_asked_at) ON raw_mails TO latchkey_web;
--> statement-breakpoint
GRANT UPDATE (ticket_id, quarantined, kind, level, level_reasons) ON messages TO latchkey_web;
--> statement-breakpoint
GRANT UPDATE (ticket_id, struck_by, struck_at) ON claims TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE ON tickets TO latchkey_web;
--> statement-breakpoint
GRANT SELECT ON views, ticket_links TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, DELETE, UPDATE (name, query, shared) ON views TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE (undone_by, undone_at) ON ticket_links TO latchkey_web;
--> statement-breakpoint
GRANT INSERT ON claims, assessments, decisions, contests, audit_entries TO latchkey_web;
--> statement-breakpoint
GRANT UPDATE (settled_at, settled_by) ON contests TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE (state, attempts, last_error, not_before) ON letters TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE (state, tries, used_at, expires_at) ON resets TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, DELETE, UPDATE (expires_at, ended_at) ON staff_sessions TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE (approved_by, approved_at, refused_by, refused_at, active_from) ON policies TO latchkey_web;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (answered_at, answers) ON forms TO latchkey_web;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (taken_in_at) ON forms TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT (id, ticket_id, recipient, week, proved, created_at, expires_at, answered_at, answers, taken_in_at) ON forms TO latchkey_auditor;
--> statement-breakpoint
GRANT UPDATE (preferences) ON staff TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE, DELETE ON sign_in_failures TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE ON switches TO latchkey_web;
--> statement-breakpoint
GRANT SELECT, INSERT ON notes TO latchkey_web;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON note_drafts, presences TO latchkey_web;
--> statement-breakpoint

GRANT SELECT, INSERT ON reads TO latchkey_web;
--> statement-breakpoint
-- A mail that is read again in another charset: the earlier reading is kept beside.
GRANT SELECT, INSERT ON earlier_readings TO latchkey_web;
--> statement-breakpoint
GRANT UPDATE (subject, text, html, reply, language) ON messages TO latchkey_web;
--> statement-breakpoint
GRANT DELETE ON claims TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, DELETE ON message_words TO latchkey_web;
--> statement-breakpoint
GRANT SELECT ON message_words TO latchkey_web, latchkey_auditor;
--> statement-breakpoint
GRANT SELECT, INSERT ON message_words TO latchkey_worker;
--> statement-breakpoint

-- The workers: imap, intake, outbox and clock.
GRANT SELECT ON
  former_emails, friendships, blocks, security_questions, mailboxes, raw_mails, messages, attachments, tickets, claims,
  assessments, policies, decisions, letters, resets, contests, switches, audit_entries
TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT (
  number, handle, registered_email, email_verified, email_changed_at, email_version, email_dead_at, nickname,
  former_nicknames, real_name, birth_date, gender, country, province, city, phone, signed_up_at, visibility, add_policy,
  valuable, last_seen_at, password_changed_at, updated_at
) ON accounts TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT (id, name, email, role, preferences, disabled_at, created_at) ON staff TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT (account_number, created_at, expires_at, ended_at), DELETE ON account_sessions TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT (staff_id, created_at, expires_at, ended_at), DELETE ON staff_sessions TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT, DELETE ON sign_in_failures TO latchkey_worker;
--> statement-breakpoint
GRANT UPDATE (email_dead_at, updated_at) ON accounts TO latchkey_worker;
--> statement-breakpoint
GRANT INSERT, UPDATE ON mailboxes, raw_mails, messages, tickets, letters TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON raw_contents, mailbox_hours, alarms, chores TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON sightings TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT, UPDATE (started_at, ended_at, steps) ON mailbox_tests TO latchkey_worker;
--> statement-breakpoint
GRANT INSERT ON attachments, claims, assessments, audit_entries TO latchkey_worker;
--> statement-breakpoint
GRANT UPDATE (state, expires_at) ON resets TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT, INSERT ON ticket_links TO latchkey_worker;
--> statement-breakpoint

-- The auditor reads everything but secrets, and writes nothing.
GRANT SELECT ON notes TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT ON reads, earlier_readings TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT ON raw_contents, mailbox_hours, alarms, chores TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT ON mailbox_tests TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT ON
  former_emails, friendships, blocks, account_imports, raw_mails, messages, attachments, tickets, claims, assessments,
  policies, decisions, letters, contests, sign_in_failures, switches, audit_entries
TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT ON views, ticket_links TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT (
  number, handle, registered_email, email_verified, email_changed_at, email_version, email_dead_at, nickname,
  former_nicknames, real_name, birth_date, gender, country, province, city, phone, signed_up_at, visibility, add_policy,
  valuable, last_seen_at, password_changed_at, updated_at
) ON accounts TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT (account_number, position, question) ON security_questions TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT (account_number, created_at, expires_at, ended_at) ON account_sessions TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT (id, name, email, role, preferences, disabled_at, created_at) ON staff TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT (staff_id, created_at, expires_at, ended_at) ON staff_sessions TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT (
  id, address, host, port, security, username, authentication, token_url, client_id, ca, folder, uidvalidity, last_uid,
  start_uid, uid_next, backfill, backfill_since, backfill_uid, backfill_total, backfill_done, retention_days, state,
  paused_reason, lease_holder, lease_until, poll_seconds, last_success_at, failing_since, last_error, created_at
) ON mailboxes TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT (
  id, ticket_id, decision_id, account_number, sent_to, email_version, state, expires_at, tries, created_at, used_at
) ON resets TO latchkey_auditor;
