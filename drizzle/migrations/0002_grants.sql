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
  id, address, host, port, security, username, folder, uidvalidity, last_uid, backfill, state, lease_holder, lease_until,
  poll_seconds, last_success_at, failing_since, last_error, created_at
) ON mailboxes TO latchkey_web;
--> statement-breakpoint
GRANT UPDATE (password_hash, password_changed_at, last_seen_at, email_dead_at, updated_at) ON accounts TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE (ended_at) ON account_sessions TO latchkey_web;
--> statement-breakpoint
GRANT UPDATE (state, attempts, failed_step, reason, trace, not_before) ON raw_mails TO latchkey_web;
--> statement-breakpoint
GRANT UPDATE (ticket_id, quarantined, kind, level, level_reasons) ON messages TO latchkey_web;
--> statement-breakpoint
GRANT UPDATE (ticket_id) ON claims TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE ON tickets TO latchkey_web;
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
GRANT UPDATE (preferences) ON staff TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE, DELETE ON sign_in_failures TO latchkey_web;
--> statement-breakpoint
GRANT INSERT, UPDATE ON switches TO latchkey_web;
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
GRANT INSERT ON attachments, claims, assessments, audit_entries TO latchkey_worker;
--> statement-breakpoint
GRANT UPDATE (state, expires_at) ON resets TO latchkey_worker;
--> statement-breakpoint

-- The auditor reads everything but secrets, and writes nothing.
GRANT SELECT ON
  former_emails, friendships, blocks, account_imports, raw_mails, messages, attachments, tickets, claims, assessments,
  policies, decisions, letters, contests, sign_in_failures, switches, audit_entries
TO latchkey_auditor;
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
  id, address, host, port, security, username, folder, uidvalidity, last_uid, backfill, state, lease_holder, lease_until,
  poll_seconds, last_success_at, failing_since, last_error, created_at
) ON mailboxes TO latchkey_auditor;
--> statement-breakpoint
GRANT SELECT (
  id, ticket_id, decision_id, account_number, sent_to, email_version, state, expires_at, tries, created_at, used_at
) ON resets TO latchkey_auditor;
