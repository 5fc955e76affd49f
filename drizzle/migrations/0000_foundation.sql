CREATE TABLE "account_imports" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"file" text NOT NULL,
	"lines_done" bigint DEFAULT 0 NOT NULL,
	"imported" bigint DEFAULT 0 NOT NULL,
	"refused" bigint DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "account_sessions" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"account_number" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "account_sessions_span" CHECK ("account_sessions"."expires_at" > "account_sessions"."created_at")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"number" text PRIMARY KEY NOT NULL,
	"handle" text,
	"registered_email" text,
	"email_verified" boolean DEFAULT false NOT NULL,
	"email_changed_at" timestamp with time zone,
	"email_version" integer DEFAULT 1 NOT NULL,
	"email_dead_at" timestamp with time zone,
	"nickname" text,
	"former_nicknames" text[] DEFAULT '{}' NOT NULL,
	"real_name" text,
	"birth_date" date,
	"gender" text,
	"country" text,
	"province" text,
	"city" text,
	"phone" text,
	"signed_up_at" timestamp with time zone,
	"visibility" text DEFAULT 'public' NOT NULL,
	"add_policy" text DEFAULT 'authorise' NOT NULL,
	"valuable" boolean DEFAULT false NOT NULL,
	"last_seen_at" timestamp with time zone,
	"password_hash" text,
	"password_changed_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_number" CHECK ("accounts"."number" ~ '^[0-9]{4,15}$'),
	CONSTRAINT "accounts_handle_no_number" CHECK ("accounts"."handle" !~ '^[0-9]*$'),
	CONSTRAINT "accounts_registered_email_folded" CHECK ("accounts"."registered_email" = lower("accounts"."registered_email")),
	CONSTRAINT "accounts_gender" CHECK ("accounts"."gender" in ('male', 'female', 'other')),
	CONSTRAINT "accounts_visibility" CHECK ("accounts"."visibility" in ('public', 'friends', 'private')),
	CONSTRAINT "accounts_add_policy" CHECK ("accounts"."add_policy" in ('anybody', 'authorise', 'nobody'))
);
--> statement-breakpoint
CREATE TABLE "blocks" (
	"account_number" text NOT NULL,
	"blocked_number" text NOT NULL,
	CONSTRAINT "blocks_account_number_blocked_number_pk" PRIMARY KEY("account_number","blocked_number"),
	CONSTRAINT "blocks_number" CHECK ("blocks"."blocked_number" ~ '^[0-9]{4,15}$'),
	CONSTRAINT "blocks_two_people" CHECK ("blocks"."account_number" <> "blocks"."blocked_number")
);
--> statement-breakpoint
CREATE TABLE "former_emails" (
	"account_number" text NOT NULL,
	"address" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "former_emails_account_number_address_pk" PRIMARY KEY("account_number","address")
);
--> statement-breakpoint
CREATE TABLE "friendships" (
	"account_number" text NOT NULL,
	"friend_number" text NOT NULL,
	"since" timestamp with time zone,
	"begun_by" text,
	"last_traffic_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "friendships_account_number_friend_number_pk" PRIMARY KEY("account_number","friend_number"),
	CONSTRAINT "friendships_number" CHECK ("friendships"."friend_number" ~ '^[0-9]{4,15}$'),
	CONSTRAINT "friendships_two_people" CHECK ("friendships"."account_number" <> "friendships"."friend_number"),
	CONSTRAINT "friendships_begun_by" CHECK ("friendships"."begun_by" in ('owner', 'friend'))
);
--> statement-breakpoint
CREATE TABLE "security_questions" (
	"account_number" text NOT NULL,
	"position" integer NOT NULL,
	"question" text NOT NULL,
	"answer_hash" text NOT NULL,
	CONSTRAINT "security_questions_account_number_position_pk" PRIMARY KEY("account_number","position"),
	CONSTRAINT "security_questions_position" CHECK ("security_questions"."position" between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "alarms" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alarms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"mailbox_id" uuid NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"cleared_at" timestamp with time zone,
	CONSTRAINT "alarms_kind" CHECK ("alarms"."kind" in ('gap', 'unplaced', 'not compared', 'silent')),
	CONSTRAINT "alarms_times" CHECK ("alarms"."cleared_at" >= "alarms"."raised_at")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"verb" text NOT NULL,
	"staff_id" uuid,
	"ticket_id" bigint,
	"account_number" text,
	"details" jsonb NOT NULL,
	"prev_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_entries_verb" CHECK ("audit_entries"."verb" in ('mails_taken_in', 'mail_retried', 'mail_bytes_purged', 'ticket_taken', 'ticket_returned', 'ticket_decided', 'freeze_settled', 'ticket_closed', 'ticket_treated_as_recovery', 'ticket_assigned', 'ticket_tagged', 'ticket_snoozed', 'ticket_woken', 'ticket_marked_spam', 'ticket_escalated', 'escalation_answered', 'deed_undone', 'ticket_merged', 'merge_undone', 'mail_split_off', 'tickets_exported', 'team_view_saved', 'team_view_deleted', 'quarantined_mail_accepted', 'quarantined_mail_separated', 'quarantined_mail_set_aside', 'note_written', 'resets_stopped', 'resets_allowed', 'mail_source_read', 'mail_read_again', 'account_field_revealed', 'reset_completed', 'reset_tries_spent', 'reset_disavowed', 'letter_failed', 'claim_marked', 'claim_struck', 'claim_changed', 'questions_sent', 'form_answered', 'policy_proposed', 'policy_approved', 'policy_refused', 'staff_created', 'staff_signed_in', 'staff_sign_in_refused', 'staff_signed_out', 'account_signed_in', 'account_signed_out', 'mailbox_added', 'mailbox_changed', 'mailbox_paused', 'mailbox_resumed', 'mailbox_backfill_asked', 'mailbox_tested', 'secrets_rotated', 'audit_verified', 'audit_exported')),
	CONSTRAINT "audit_entries_hashes" CHECK (length("audit_entries"."prev_hash") = 32 and length("audit_entries"."hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "chores" (
	"name" text PRIMARY KEY NOT NULL,
	"done_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "claims_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"raw" text NOT NULL,
	"source" text NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"added_by" uuid,
	"struck_by" uuid,
	"struck_at" timestamp with time zone,
	"replaces" bigint,
	CONSTRAINT "claims_struck_whole" CHECK (num_nulls("claims"."struck_by", "claims"."struck_at") in (0, 2)),
	CONSTRAINT "claims_replaced_by_somebody" CHECK ("claims"."replaces" is null or "claims"."added_by" is not null),
	CONSTRAINT "claims_kind" CHECK ("claims"."kind" in ('account_identifier', 'registered_email', 'contact_email', 'birth_date', 'real_name', 'nickname', 'city', 'province', 'country', 'gender', 'phone', 'sign_up', 'security_answer', 'friend_numbers', 'blocked_number', 'request', 'mailbox_lost', 'hijacked', 'third_party', 'secret_sent')),
	CONSTRAINT "claims_source" CHECK ("claims"."source" in ('subject', 'text', 'form')),
	CONSTRAINT "claims_span" CHECK ("claims"."start" >= 0 and "claims"."end" > "claims"."start")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "decisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"ticket_version" integer NOT NULL,
	"verb" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"account_number" text,
	"route" text NOT NULL,
	"recommendation" text NOT NULL,
	"override" boolean NOT NULL,
	"reason" text NOT NULL,
	"assessment_id" bigint NOT NULL,
	"evidence_hash" "bytea" NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decisions_verb" CHECK ("decisions"."verb" in ('approve', 'propose', 'ask', 'deny', 'freeze', 'escalate')),
	CONSTRAINT "decisions_override_says_why" CHECK (not "decisions"."override" or length(trim("decisions"."reason")) > 0),
	CONSTRAINT "decisions_approve_registered_only" CHECK ("decisions"."verb" <> 'approve' or ("decisions"."route" = 'registered' and "decisions"."account_number" is not null))
);
--> statement-breakpoint
CREATE TABLE "forms" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "forms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"recipient" text NOT NULL,
	"week" date NOT NULL,
	"proved" boolean NOT NULL,
	"seed" "bytea" NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"answers" jsonb,
	"taken_in_at" timestamp with time zone,
	CONSTRAINT "forms_seed" CHECK (length("forms"."seed") = 32 and length("forms"."code_hash") = 32),
	CONSTRAINT "forms_answered" CHECK (("forms"."answered_at" is null) = ("forms"."answers" is null)),
	CONSTRAINT "forms_taken_in" CHECK ("forms"."taken_in_at" is null or "forms"."answered_at" is not null),
	CONSTRAINT "forms_span" CHECK ("forms"."expires_at" > "forms"."created_at"),
	CONSTRAINT "forms_week" CHECK (extract(isodow from "forms"."week") = 1)
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "letters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"recipient" text NOT NULL,
	"automatic" boolean NOT NULL,
	"day" date NOT NULL,
	"message_id" text NOT NULL,
	"in_reply_to" text,
	"reset_id" bigint,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"not_before" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"bounced_at" timestamp with time zone,
	"complained_at" timestamp with time zone,
	CONSTRAINT "letters_kind" CHECK ("letters"."kind" in ('received', 'ask', 'link', 'nothing', 'password_changed')),
	CONSTRAINT "letters_language" CHECK ("letters"."language" in ('en', 'zh', 'both')),
	CONSTRAINT "letters_state" CHECK ("letters"."state" in ('queued', 'sent', 'failed', 'suppressed')),
	CONSTRAINT "letters_sent" CHECK (("letters"."state" = 'sent') = ("letters"."sent_at" is not null)),
	CONSTRAINT "letters_reset" CHECK (("letters"."kind" in ('link', 'password_changed')) = ("letters"."reset_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "mailbox_tests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mailbox_tests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mailbox_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mailbox_hours" (
	"mailbox_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"mails" integer NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "mailbox_hours_mailbox_id_hour_pk" PRIMARY KEY("mailbox_id","hour")
);
--> statement-breakpoint
CREATE TABLE "mailboxes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"address" text NOT NULL,
	"host" text NOT NULL,
	"port" integer NOT NULL,
	"security" text NOT NULL,
	"username" text NOT NULL,
	"authentication" text DEFAULT 'password' NOT NULL,
	"token_url" text,
	"client_id" text,
	"secret" "bytea" NOT NULL,
	"ca" text,
	"folder" text DEFAULT 'INBOX' NOT NULL,
	"uidvalidity" bigint,
	"last_uid" bigint DEFAULT 0 NOT NULL,
	"start_uid" bigint,
	"uid_next" bigint,
	"backfill" text DEFAULT 'none' NOT NULL,
	"backfill_since" timestamp with time zone,
	"backfill_uid" bigint DEFAULT 0 NOT NULL,
	"backfill_total" integer,
	"backfill_done" integer DEFAULT 0 NOT NULL,
	"retention_days" integer,
	"state" text DEFAULT 'active' NOT NULL,
	"paused_reason" text,
	"lease_holder" text,
	"lease_until" timestamp with time zone,
	"poll_seconds" integer DEFAULT 60 NOT NULL,
	"last_success_at" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mailboxes_state" CHECK ("mailboxes"."state" in ('active', 'paused', 'auth_failed')),
	CONSTRAINT "mailboxes_security" CHECK ("mailboxes"."security" in ('tls', 'starttls', 'none')),
	CONSTRAINT "mailboxes_authentication" CHECK ("mailboxes"."authentication" in ('password', 'oauth')),
	CONSTRAINT "mailboxes_oauth_whole" CHECK (num_nonnulls("mailboxes"."token_url", "mailboxes"."client_id") = case "mailboxes"."authentication" when 'oauth' then 2 else 0 end),
	CONSTRAINT "mailboxes_token_url" CHECK ("mailboxes"."token_url" ~ '^https?://'),
	CONSTRAINT "mailboxes_ca" CHECK ("mailboxes"."ca" like '%-----BEGIN CERTIFICATE-----%'),
	CONSTRAINT "mailboxes_start" CHECK (("mailboxes"."start_uid" is null) = ("mailboxes"."uidvalidity" is null)),
	CONSTRAINT "mailboxes_backfill" CHECK ("mailboxes"."backfill" in ('none', 'since', 'all')),
	CONSTRAINT "mailboxes_backfill_since" CHECK (("mailboxes"."backfill" = 'since') = ("mailboxes"."backfill_since" is not null)),
	CONSTRAINT "mailboxes_backfill_counts" CHECK ("mailboxes"."backfill_done" between 0 and coalesce("mailboxes"."backfill_total", 0)),
	CONSTRAINT "mailboxes_retention" CHECK ("mailboxes"."retention_days" between 1 and 36500),
	CONSTRAINT "mailboxes_port" CHECK ("mailboxes"."port" between 1 and 65535),
	CONSTRAINT "mailboxes_lease" CHECK (("mailboxes"."lease_holder" is null) = ("mailboxes"."lease_until" is null)),
	CONSTRAINT "mailboxes_poll" CHECK ("mailboxes"."poll_seconds" between 1 and 3600)
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "attachments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"message_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"filename" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint,
	"raw_mail_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"quarantined" boolean DEFAULT false NOT NULL,
	"copy" integer DEFAULT 0 NOT NULL,
	"message_id" text,
	"sender_address" text,
	"sender_name" text DEFAULT '' NOT NULL,
	"level" text NOT NULL,
	"level_reasons" text[] DEFAULT '{}' NOT NULL,
	"verdict" jsonb NOT NULL,
	"proved" boolean GENERATED ALWAYS AS (coalesce(
  jsonb_typeof(verdict -> 'address') = 'string' and verdict -> 'malformed' = '[]' and (
    verdict -> 'dmarc' ->> 'result' = 'pass'
    or (verdict -> 'dmarc' ->> 'result' = 'none' and jsonb_path_exists(
      verdict, '$.dkim[*] ? (@.result == "pass" && @.aligned == true && @.faults.size() == 0)'
    ))
  ), false)) STORED NOT NULL,
	"signature_marks" text[] DEFAULT '{}' NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"reply" jsonb NOT NULL,
	"language" text NOT NULL,
	"arrived_at" timestamp with time zone NOT NULL,
	CONSTRAINT "messages_copy" CHECK ("messages"."copy" between 0 and 2),
	CONSTRAINT "messages_kind" CHECK ("messages"."kind" in ('recovery', 'abuse', 'question', 'auto_reply', 'bounce', 'complaint', 'list', 'spam', 'own_loop', 'form', 'other')),
	CONSTRAINT "messages_level" CHECK ("messages"."level" in ('strong', 'medium', 'unauth', 'fail', 'near', 'former', 'other', 'retry'))
);
--> statement-breakpoint
CREATE TABLE "raw_contents" (
	"sha256" "bytea" PRIMARY KEY NOT NULL,
	"size" integer NOT NULL,
	"bytes" "bytea",
	"purged_at" timestamp with time zone,
	CONSTRAINT "raw_contents_sha256" CHECK ("raw_contents"."sha256" = sha256("raw_contents"."bytes")),
	CONSTRAINT "raw_contents_size" CHECK ("raw_contents"."size" = length("raw_contents"."bytes")),
	CONSTRAINT "raw_contents_purged" CHECK (("raw_contents"."bytes" is null) = ("raw_contents"."purged_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "raw_mails" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "raw_mails_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mailbox_id" uuid,
	"uidvalidity" bigint,
	"uid" bigint,
	"sha256" "bytea",
	"backfilled" boolean DEFAULT false NOT NULL,
	"arrived_at" timestamp with time zone NOT NULL,
	"kept_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failed_step" text,
	"reason" text,
	"kind" text,
	"duplicate_of" bigint,
	"trace" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"not_before" timestamp with time zone,
	"purged_at" timestamp with time zone,
	"refetch_asked_at" timestamp with time zone,
	CONSTRAINT "raw_mails_state" CHECK ("raw_mails"."state" in ('received', 'done', 'failed', 'quarantined')),
	CONSTRAINT "raw_mails_kind" CHECK ("raw_mails"."kind" in ('recovery', 'abuse', 'question', 'auto_reply', 'bounce', 'complaint', 'list', 'spam', 'own_loop', 'form', 'other')),
	CONSTRAINT "raw_mails_place_whole" CHECK (num_nulls("raw_mails"."mailbox_id", "raw_mails"."uidvalidity", "raw_mails"."uid") in (0, 3)),
	CONSTRAINT "raw_mails_fetched" CHECK ("raw_mails"."sha256" is not null or ("raw_mails"."state" = 'failed' and "raw_mails"."failed_step" = 'fetch')),
	CONSTRAINT "raw_mails_purged" CHECK ("raw_mails"."purged_at" is null or "raw_mails"."state" in ('done', 'quarantined')),
	CONSTRAINT "raw_mails_refetch" CHECK ("raw_mails"."refetch_asked_at" is null or ("raw_mails"."state" = 'failed' and "raw_mails"."failed_step" = 'fetch')),
	CONSTRAINT "raw_mails_failed_says_why" CHECK ("raw_mails"."state" <> 'failed' or "raw_mails"."reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "note_drafts" (
	"ticket_id" bigint NOT NULL,
	"staff_id" uuid NOT NULL,
	"text" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "note_drafts_ticket_id_staff_id_pk" PRIMARY KEY("ticket_id","staff_id"),
	CONSTRAINT "note_drafts_text" CHECK (length("note_drafts"."text") between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"staff_id" uuid NOT NULL,
	"text" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notes_text" CHECK (length(trim("notes"."text")) between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"version" text PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"shipped" boolean DEFAULT false NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"proposed_by" uuid,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"refused_by" uuid,
	"refused_at" timestamp with time zone,
	"active_from" timestamp with time zone,
	CONSTRAINT "policies_version" CHECK ("policies"."version" ~ '^[a-z0-9][a-z0-9.-]{0,63}$'),
	CONSTRAINT "policies_proposed_by_somebody" CHECK ("policies"."shipped" or "policies"."proposed_by" is not null),
	CONSTRAINT "policies_two_people" CHECK ("policies"."proposed_by" is distinct from "policies"."approved_by" or "policies"."shipped"),
	CONSTRAINT "policies_active_when_approved" CHECK ("policies"."active_from" is null or "policies"."shipped" or "policies"."approved_by" is not null),
	CONSTRAINT "policies_never_active_in_the_past" CHECK ("policies"."shipped" or "policies"."active_from" >= "policies"."approved_at"),
	CONSTRAINT "policies_approved_whole" CHECK (num_nulls("policies"."approved_by", "policies"."approved_at") in (0, 2)),
	CONSTRAINT "policies_refused_whole" CHECK (num_nulls("policies"."refused_by", "policies"."refused_at") in (0, 2)),
	CONSTRAINT "policies_one_answer" CHECK ("policies"."approved_by" is null or "policies"."refused_by" is null)
);
--> statement-breakpoint
CREATE TABLE "presences" (
	"ticket_id" bigint NOT NULL,
	"staff_id" uuid NOT NULL,
	"writing" boolean NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "presences_ticket_id_staff_id_pk" PRIMARY KEY("ticket_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "earlier_readings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "earlier_readings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"message_id" bigint NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"reply" jsonb NOT NULL,
	"language" text NOT NULL,
	"claims" jsonb NOT NULL,
	"charset" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reads" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reads_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"staff_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"ticket_id" bigint,
	"account_number" text,
	"subject" text NOT NULL,
	"reason" text,
	"bucket" integer,
	CONSTRAINT "reads_kind" CHECK ("reads"."kind" in ('ticket_viewed', 'revealed', 'searched', 'exported', 'attachment_viewed', 'downloaded', 'raw_read')),
	CONSTRAINT "reads_subject" CHECK (length("reads"."subject") between 1 and 300),
	CONSTRAINT "reads_bucket" CHECK (("reads"."kind" in ('ticket_viewed', 'searched', 'attachment_viewed')) = ("reads"."bucket" is not null)),
	CONSTRAINT "reads_revealed_says_why" CHECK ("reads"."kind" <> 'revealed' or (length(trim("reads"."reason")) > 0 and num_nulls("reads"."reason", "reads"."ticket_id", "reads"."account_number") = 0))
);
--> statement-breakpoint
CREATE TABLE "contests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "contests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"reset_id" bigint NOT NULL,
	"ticket_id" bigint NOT NULL,
	"channel" text NOT NULL,
	"reason" text NOT NULL,
	"contested_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" uuid
);
--> statement-breakpoint
CREATE TABLE "resets" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "resets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"decision_id" bigint NOT NULL,
	"account_number" text NOT NULL,
	"sent_to" text NOT NULL,
	"email_version" integer NOT NULL,
	"seed" "bytea" NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"state" text DEFAULT 'live' NOT NULL,
	"expires_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "resets_state" CHECK ("resets"."state" in ('live', 'used', 'expired', 'revoked')),
	CONSTRAINT "resets_tries" CHECK ("resets"."tries" between 0 and 5),
	CONSTRAINT "resets_used" CHECK (("resets"."state" = 'used') = ("resets"."used_at" is not null)),
	CONSTRAINT "resets_seed" CHECK (length("resets"."seed") = 32 and length("resets"."token_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "message_words" (
	"message_id" bigint PRIMARY KEY NOT NULL,
	"arrived_at" timestamp with time zone NOT NULL,
	"terms" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sightings" (
	"mark" bigint NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"subject" text NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "sign_in_failures_subject_minute_pk" PRIMARY KEY("subject","minute"),
	CONSTRAINT "sign_in_failures_count" CHECK ("sign_in_failures"."count" > 0)
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_role" CHECK ("staff"."role" in ('agent', 'supervisor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "staff_sessions_span" CHECK ("staff_sessions"."expires_at" > "staff_sessions"."created_at")
);
--> statement-breakpoint
CREATE TABLE "switches" (
	"name" text PRIMARY KEY NOT NULL,
	"on" boolean NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_links" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ticket_links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"from_ticket_id" bigint NOT NULL,
	"to_ticket_id" bigint NOT NULL,
	"message_id" bigint,
	"before" jsonb NOT NULL,
	"made_by" uuid,
	"made_at" timestamp with time zone NOT NULL,
	"undone_by" uuid,
	"undone_at" timestamp with time zone,
	CONSTRAINT "ticket_links_kind" CHECK ("ticket_links"."kind" in ('merged', 'split', 'linked')),
	CONSTRAINT "ticket_links_two_cases" CHECK ("ticket_links"."from_ticket_id" <> "ticket_links"."to_ticket_id"),
	CONSTRAINT "ticket_links_split_names_mail" CHECK (("ticket_links"."kind" = 'split') = ("ticket_links"."message_id" is not null)),
	CONSTRAINT "ticket_links_made_by" CHECK (("ticket_links"."kind" = 'linked') = ("ticket_links"."made_by" is null)),
	CONSTRAINT "ticket_links_undone_whole" CHECK (num_nulls("ticket_links"."undone_by", "ticket_links"."undone_at") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assessments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"account_number" text,
	"policy_version" text NOT NULL,
	"inputs_hash" "bytea" NOT NULL,
	"subject" jsonb,
	"result" jsonb NOT NULL,
	"bits" double precision NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "assessments_evidence" UNIQUE("id","ticket_id","inputs_hash")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tickets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 20001 CACHE 1),
	"category" text NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"account_number" text,
	"account_found_by" text,
	"claimed_account" text,
	"subject" text NOT NULL,
	"language" text NOT NULL,
	"sender_address" text,
	"sender_level" text NOT NULL,
	"route" text NOT NULL,
	"recommendation" text,
	"bits" double precision,
	"assessment_id" bigint,
	"assignee_id" uuid,
	"lease_until" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"quarantined_mails" integer DEFAULT 0 NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"snoozed_until" timestamp with time zone,
	"escalated_at" timestamp with time zone,
	"escalated_by" uuid,
	"escalated_question" text,
	"difficulty" text,
	"due_at" timestamp with time zone GENERATED ALWAYS AS (((opened_at at time zone 'UTC') + case when difficulty is null then interval '28800000 ms' else interval '3600000 ms' end) at time zone 'UTC') STORED,
	CONSTRAINT "tickets_category" CHECK ("tickets"."category" in ('recovery', 'abuse', 'question', 'other')),
	CONSTRAINT "tickets_state" CHECK ("tickets"."state" in ('new', 'open', 'waiting', 'proposed', 'held', 'link_sent', 'done', 'denied', 'closed', 'frozen', 'set_aside')),
	CONSTRAINT "tickets_route_known" CHECK ("tickets"."route" in ('registered', 'new-address', 'none')),
	CONSTRAINT "tickets_recommendation" CHECK ("tickets"."recommendation" in ('approve', 'propose', 'ask', 'deny', 'stop')),
	CONSTRAINT "tickets_level" CHECK ("tickets"."sender_level" in ('strong', 'medium', 'unauth', 'fail', 'near', 'former', 'other', 'retry')),
	CONSTRAINT "tickets_recovery_is_weighed" CHECK ("tickets"."category" <> 'recovery' or "tickets"."recommendation" is not null),
	CONSTRAINT "tickets_account_found_by" CHECK ("tickets"."account_found_by" in ('number', 'handle', 'address', 'shared_address', 'phone', 'name', 'nickname')),
	CONSTRAINT "tickets_account_found" CHECK ("tickets"."account_found_by" is null or "tickets"."account_number" is not null),
	CONSTRAINT "tickets_lease" CHECK ("tickets"."lease_until" is null or "tickets"."assignee_id" is not null),
	CONSTRAINT "tickets_version" CHECK ("tickets"."version" > 0),
	CONSTRAINT "tickets_tags" CHECK (cardinality("tickets"."tags") <= 8),
	CONSTRAINT "tickets_difficulty" CHECK ("tickets"."difficulty" in ('self_harm', 'threat', 'legal', 'minor')),
	CONSTRAINT "tickets_escalated_whole" CHECK (num_nulls("tickets"."escalated_at", "tickets"."escalated_by", "tickets"."escalated_question") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "views" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "views_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"staff_id" uuid NOT NULL,
	"shared" boolean NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "views_name" CHECK (length(trim("views"."name")) between 1 and 40),
	CONSTRAINT "views_query" CHECK (length("views"."query") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "account_sessions" ADD CONSTRAINT "account_sessions_account_number_accounts_number_fk" FOREIGN KEY ("account_number") REFERENCES "public"."accounts"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blocks" ADD CONSTRAINT "blocks_account_number_accounts_number_fk" FOREIGN KEY ("account_number") REFERENCES "public"."accounts"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_emails" ADD CONSTRAINT "former_emails_account_number_accounts_number_fk" FOREIGN KEY ("account_number") REFERENCES "public"."accounts"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "friendships" ADD CONSTRAINT "friendships_account_number_accounts_number_fk" FOREIGN KEY ("account_number") REFERENCES "public"."accounts"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "security_questions" ADD CONSTRAINT "security_questions_account_number_accounts_number_fk" FOREIGN KEY ("account_number") REFERENCES "public"."accounts"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_mailbox_id_mailboxes_id_fk" FOREIGN KEY ("mailbox_id") REFERENCES "public"."mailboxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_added_by_staff_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_struck_by_staff_id_fk" FOREIGN KEY ("struck_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_replaces_claims_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_account_number_accounts_number_fk" FOREIGN KEY ("account_number") REFERENCES "public"."accounts"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_evidence" FOREIGN KEY ("assessment_id","ticket_id","evidence_hash") REFERENCES "public"."assessments"("id","ticket_id","inputs_hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_reset_id_resets_id_fk" FOREIGN KEY ("reset_id") REFERENCES "public"."resets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailbox_tests" ADD CONSTRAINT "mailbox_tests_mailbox_id_mailboxes_id_fk" FOREIGN KEY ("mailbox_id") REFERENCES "public"."mailboxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailbox_tests" ADD CONSTRAINT "mailbox_tests_asked_by_staff_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailbox_hours" ADD CONSTRAINT "mailbox_hours_mailbox_id_mailboxes_id_fk" FOREIGN KEY ("mailbox_id") REFERENCES "public"."mailboxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_raw_mail_id_raw_mails_id_fk" FOREIGN KEY ("raw_mail_id") REFERENCES "public"."raw_mails"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raw_mails" ADD CONSTRAINT "raw_mails_mailbox_id_mailboxes_id_fk" FOREIGN KEY ("mailbox_id") REFERENCES "public"."mailboxes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raw_mails" ADD CONSTRAINT "raw_mails_sha256_raw_contents_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."raw_contents"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raw_mails" ADD CONSTRAINT "raw_mails_duplicate_of_raw_mails_id_fk" FOREIGN KEY ("duplicate_of") REFERENCES "public"."raw_mails"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_drafts" ADD CONSTRAINT "note_drafts_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_drafts" ADD CONSTRAINT "note_drafts_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_approved_by_staff_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_refused_by_staff_id_fk" FOREIGN KEY ("refused_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "earlier_readings" ADD CONSTRAINT "earlier_readings_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "earlier_readings" ADD CONSTRAINT "earlier_readings_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reads" ADD CONSTRAINT "reads_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contests" ADD CONSTRAINT "contests_reset_id_resets_id_fk" FOREIGN KEY ("reset_id") REFERENCES "public"."resets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contests" ADD CONSTRAINT "contests_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contests" ADD CONSTRAINT "contests_settled_by_staff_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resets" ADD CONSTRAINT "resets_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resets" ADD CONSTRAINT "resets_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resets" ADD CONSTRAINT "resets_account_number_accounts_number_fk" FOREIGN KEY ("account_number") REFERENCES "public"."accounts"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_words" ADD CONSTRAINT "message_words_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "switches" ADD CONSTRAINT "switches_changed_by_staff_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_from_ticket_id_tickets_id_fk" FOREIGN KEY ("from_ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_to_ticket_id_tickets_id_fk" FOREIGN KEY ("to_ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_made_by_staff_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_undone_by_staff_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_account_number_accounts_number_fk" FOREIGN KEY ("account_number") REFERENCES "public"."accounts"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_policy_version_policies_version_fk" FOREIGN KEY ("policy_version") REFERENCES "public"."policies"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_account_number_accounts_number_fk" FOREIGN KEY ("account_number") REFERENCES "public"."accounts"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_id_staff_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_escalated_by_staff_id_fk" FOREIGN KEY ("escalated_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "views" ADD CONSTRAINT "views_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_sessions_account" ON "account_sessions" USING btree ("account_number");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_handle" ON "accounts" USING btree (lower("handle"));--> statement-breakpoint
CREATE INDEX "accounts_registered_email" ON "accounts" USING btree ("registered_email");--> statement-breakpoint
CREATE INDEX "accounts_phone" ON "accounts" USING btree ("phone");--> statement-breakpoint
CREATE INDEX "accounts_phone_end" ON "accounts" USING btree (reverse("phone") collate "C");--> statement-breakpoint
CREATE INDEX "accounts_nickname" ON "accounts" USING btree ("nickname");--> statement-breakpoint
CREATE INDEX "accounts_nickname_folded" ON "accounts" USING btree (lower("nickname"));--> statement-breakpoint
CREATE INDEX "accounts_birth_name" ON "accounts" USING btree ("birth_date",lower("real_name"));--> statement-breakpoint
CREATE INDEX "accounts_city" ON "accounts" USING btree ("city");--> statement-breakpoint
CREATE INDEX "blocks_blocked" ON "blocks" USING btree ("blocked_number");--> statement-breakpoint
CREATE INDEX "former_emails_address" ON "former_emails" USING btree ("address");--> statement-breakpoint
CREATE UNIQUE INDEX "alarms_standing" ON "alarms" USING btree ("mailbox_id","kind") WHERE cleared_at is null;--> statement-breakpoint
CREATE INDEX "audit_entries_staff" ON "audit_entries" USING btree ("staff_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_ticket" ON "audit_entries" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_account" ON "audit_entries" USING btree ("account_number","id");--> statement-breakpoint
CREATE INDEX "audit_entries_at" ON "audit_entries" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "claims_ticket" ON "claims" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "claims_message" ON "claims" USING btree ("message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_once_a_version" ON "decisions" USING btree ("ticket_id","ticket_version");--> statement-breakpoint
CREATE INDEX "decisions_time" ON "decisions" USING btree ("decided_at","id");--> statement-breakpoint
CREATE INDEX "decisions_staff" ON "decisions" USING btree ("staff_id","decided_at","id");--> statement-breakpoint
CREATE INDEX "decisions_account" ON "decisions" USING btree ("account_number","decided_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "forms_code" ON "forms" USING btree ("code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "forms_one_a_week" ON "forms" USING btree ("recipient","week","proved");--> statement-breakpoint
CREATE INDEX "forms_ticket" ON "forms" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "letters_message_id" ON "letters" USING btree ("message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "letters_one_automatic_a_day" ON "letters" USING btree ("recipient","day","kind") WHERE automatic;--> statement-breakpoint
CREATE INDEX "letters_recipient" ON "letters" USING btree ("recipient","sent_at");--> statement-breakpoint
CREATE INDEX "letters_ticket" ON "letters" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "letters_queued" ON "letters" USING btree ("not_before") WHERE state = 'queued';--> statement-breakpoint
CREATE UNIQUE INDEX "mailbox_tests_one_open" ON "mailbox_tests" USING btree ("mailbox_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "mailbox_tests_latest" ON "mailbox_tests" USING btree ("mailbox_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "mailbox_tests_asked" ON "mailbox_tests" USING btree ("asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mailboxes_place" ON "mailboxes" USING btree ("host","port","username","folder");--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_place" ON "attachments" USING btree ("message_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_raw_mail" ON "messages" USING btree ("raw_mail_id","copy");--> statement-breakpoint
CREATE INDEX "messages_ticket" ON "messages" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "messages_signature_marks" ON "messages" USING gin ("signature_marks");--> statement-breakpoint
CREATE INDEX "messages_sender" ON "messages" USING btree ("sender_address","id");--> statement-breakpoint
CREATE UNIQUE INDEX "raw_mails_place" ON "raw_mails" USING btree ("mailbox_id","uidvalidity","uid");--> statement-breakpoint
CREATE INDEX "raw_mails_sha256" ON "raw_mails" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "raw_mails_waiting" ON "raw_mails" USING btree ("id") WHERE state = 'received';--> statement-breakpoint
CREATE INDEX "raw_mails_failed" ON "raw_mails" USING btree ("id" DESC NULLS FIRST) WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "raw_mails_held" ON "raw_mails" USING btree ("mailbox_id","arrived_at","id") WHERE purged_at is null;--> statement-breakpoint
CREATE INDEX "raw_mails_refetch" ON "raw_mails" USING btree ("mailbox_id","uid") WHERE refetch_asked_at is not null;--> statement-breakpoint
CREATE INDEX "note_drafts_staff" ON "note_drafts" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "notes_ticket" ON "notes" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "policies_active" ON "policies" USING btree ("active_from" DESC NULLS LAST) WHERE active_from is not null;--> statement-breakpoint
CREATE INDEX "presences_seen" ON "presences" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "earlier_readings_message" ON "earlier_readings" USING btree ("message_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "reads_once" ON "reads" USING btree ("staff_id","kind","subject","bucket");--> statement-breakpoint
CREATE INDEX "reads_staff" ON "reads" USING btree ("staff_id","id");--> statement-breakpoint
CREATE INDEX "reads_account" ON "reads" USING btree ("account_number","id");--> statement-breakpoint
CREATE INDEX "reads_ticket" ON "reads" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "reads_at" ON "reads" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "reads_revealed" ON "reads" USING btree ("staff_id","at") WHERE kind = 'revealed';--> statement-breakpoint
CREATE UNIQUE INDEX "contests_once" ON "contests" USING btree ("reset_id","channel");--> statement-breakpoint
CREATE INDEX "contests_ticket" ON "contests" USING btree ("ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "resets_token" ON "resets" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "resets_decision" ON "resets" USING btree ("decision_id");--> statement-breakpoint
CREATE UNIQUE INDEX "resets_one_live" ON "resets" USING btree ("account_number") WHERE state = 'live';--> statement-breakpoint
CREATE INDEX "resets_account" ON "resets" USING btree ("account_number");--> statement-breakpoint
CREATE INDEX "resets_ticket" ON "resets" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "message_words_newest" ON "message_words" USING btree ("arrived_at","message_id");--> statement-breakpoint
CREATE INDEX "message_words_terms" ON "message_words" USING gin ("terms") WITH (gin_pending_list_limit=512);--> statement-breakpoint
CREATE INDEX "sightings_mark" ON "sightings" USING btree ("mark","seen_at");--> statement-breakpoint
CREATE INDEX "sightings_seen_at" ON "sightings" USING brin ("seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_email" ON "staff" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "staff_sessions_staff" ON "staff_sessions" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_links_merged_once" ON "ticket_links" USING btree ("from_ticket_id") WHERE kind = 'merged' and undone_at is null;--> statement-breakpoint
CREATE INDEX "ticket_links_from" ON "ticket_links" USING btree ("from_ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_links_to" ON "ticket_links" USING btree ("to_ticket_id","id");--> statement-breakpoint
CREATE INDEX "assessments_ticket" ON "assessments" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "tickets_queue" ON "tickets" USING btree ("state","opened_at","id");--> statement-breakpoint
CREATE INDEX "tickets_age" ON "tickets" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "tickets_route" ON "tickets" USING btree ("route","opened_at","id");--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("assignee_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "tickets_owned" ON "tickets" USING btree ("assignee_id","state","opened_at","id");--> statement-breakpoint
CREATE INDEX "tickets_forged" ON "tickets" USING btree ("opened_at","id") WHERE sender_level in ('fail', 'near');--> statement-breakpoint
CREATE INDEX "tickets_category" ON "tickets" USING btree ("category","opened_at","id") WHERE category <> 'recovery';--> statement-breakpoint
CREATE INDEX "tickets_account" ON "tickets" USING btree ("account_number","opened_at","id");--> statement-breakpoint
CREATE INDEX "tickets_claimed" ON "tickets" USING btree ("claimed_account","opened_at","id");--> statement-breakpoint
CREATE INDEX "tickets_sender" ON "tickets" USING btree ("sender_address","opened_at","id");--> statement-breakpoint
CREATE INDEX "tickets_not_recovery" ON "tickets" USING btree ("opened_at","id") WHERE category <> 'recovery' and state <> 'closed';--> statement-breakpoint
CREATE INDEX "tickets_quarantined" ON "tickets" USING btree ("id") WHERE quarantined_mails > 0;--> statement-breakpoint
CREATE INDEX "tickets_due" ON "tickets" USING btree ("state","due_at","id");--> statement-breakpoint
CREATE INDEX "tickets_score" ON "tickets" USING btree ("state","bits" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "tickets_tags" ON "tickets" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "tickets_snoozed" ON "tickets" USING btree ("opened_at","id") WHERE snoozed_until is not null;--> statement-breakpoint
CREATE INDEX "tickets_rest_ends" ON "tickets" USING btree ("snoozed_until","id") WHERE snoozed_until is not null;--> statement-breakpoint
CREATE INDEX "tickets_escalated" ON "tickets" USING btree ("opened_at","id") WHERE escalated_at is not null;--> statement-breakpoint
CREATE INDEX "tickets_difficult" ON "tickets" USING btree ("opened_at","id") WHERE difficulty is not null and state <> 'closed';--> statement-breakpoint
CREATE UNIQUE INDEX "views_name_mine" ON "views" USING btree ("staff_id",lower("name")) WHERE not shared;--> statement-breakpoint
CREATE UNIQUE INDEX "views_name_team" ON "views" USING btree (lower("name")) WHERE shared;--> statement-breakpoint
CREATE INDEX "views_staff" ON "views" USING btree ("staff_id","id");