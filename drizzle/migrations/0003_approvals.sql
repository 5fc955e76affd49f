CREATE TABLE "approvals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "approvals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"decision_id" bigint NOT NULL,
	"route" text NOT NULL,
	"account_number" text NOT NULL,
	"target" text NOT NULL,
	"email_version" integer NOT NULL,
	"binding" "bytea" NOT NULL,
	"decided_by" uuid NOT NULL,
	"second_by" uuid,
	"drawn_at" timestamp with time zone,
	"second_decision_id" bigint,
	"hold_hours" integer NOT NULL,
	"held_at" timestamp with time zone,
	"hold_until" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"code_seed" "bytea",
	"code_selector" text,
	"code_hash" "bytea",
	"code_tries" integer DEFAULT 0 NOT NULL,
	"confirmed_at" timestamp with time zone,
	"state" text NOT NULL,
	"end_reason" text,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "approvals_route" CHECK ("approvals"."route" in ('registered', 'new-address')),
	CONSTRAINT "approvals_state" CHECK ("approvals"."state" in ('waiting', 'holding', 'released', 'refused', 'void')),
	CONSTRAINT "approvals_two_people" CHECK (case "approvals"."route" when 'new-address' then "approvals"."second_by" is not null and "approvals"."drawn_at" is not null and "approvals"."second_by" <> "approvals"."decided_by" else "approvals"."second_by" is null end),
	CONSTRAINT "approvals_second_verdict" CHECK (case when "approvals"."route" = 'registered' then "approvals"."second_decision_id" is null when "approvals"."state" in ('holding', 'released') then "approvals"."second_decision_id" is not null else true end),
	CONSTRAINT "approvals_waiting" CHECK ("approvals"."state" <> 'waiting' or "approvals"."route" = 'new-address'),
	CONSTRAINT "approvals_hold" CHECK (num_nulls("approvals"."held_at", "approvals"."hold_until", "approvals"."expires_at") in (0, 3) and ("approvals"."state" not in ('holding', 'released') or "approvals"."hold_until" is not null)),
	CONSTRAINT "approvals_hold_long_enough" CHECK ("approvals"."hold_hours" > 0 and "approvals"."hold_until" >= "approvals"."held_at" + make_interval(hours => "approvals"."hold_hours") and "approvals"."expires_at" > "approvals"."hold_until"),
	CONSTRAINT "approvals_released_after_hold" CHECK ("approvals"."state" <> 'released' or ("approvals"."ended_at" >= "approvals"."hold_until" and ("approvals"."route" = 'registered' or "approvals"."confirmed_at" is not null))),
	CONSTRAINT "approvals_code_whole" CHECK (num_nulls("approvals"."code_seed", "approvals"."code_selector", "approvals"."code_hash") in (0, 3) and ("approvals"."code_seed" is null or (length("approvals"."code_seed") = 32 and length("approvals"."code_hash") = 32)) and ("approvals"."code_hash" is not null or ("approvals"."confirmed_at" is null and ("approvals"."route" = 'registered' or "approvals"."state" not in ('holding', 'released'))))),
	CONSTRAINT "approvals_tries" CHECK ("approvals"."code_tries" between 0 and 5),
	CONSTRAINT "approvals_ended" CHECK (("approvals"."state" in ('waiting', 'holding')) = ("approvals"."ended_at" is null)),
	CONSTRAINT "approvals_end_says_why" CHECK ("approvals"."state" not in ('refused', 'void') or coalesce(length(trim("approvals"."end_reason")), 0) > 0),
	CONSTRAINT "approvals_binding" CHECK (length("approvals"."binding") = 32)
);
--> statement-breakpoint
ALTER TABLE "decisions" DROP CONSTRAINT "decisions_approve_registered_only";--> statement-breakpoint
ALTER TABLE "letters" DROP CONSTRAINT "letters_kind";--> statement-breakpoint
ALTER TABLE "letters" DROP CONSTRAINT "letters_reset";--> statement-breakpoint
ALTER TABLE "contests" ALTER COLUMN "reset_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "restricted_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "confirms" bigint;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "approval_id" bigint;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "approval_id" bigint;--> statement-breakpoint
ALTER TABLE "resets" ADD COLUMN "approval_id" bigint;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_account_number_accounts_number_fk" FOREIGN KEY ("account_number") REFERENCES "public"."accounts"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_decided_by_staff_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_second_by_staff_id_fk" FOREIGN KEY ("second_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_second_decision_id_decisions_id_fk" FOREIGN KEY ("second_decision_id") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_decision" ON "approvals" USING btree ("decision_id");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_second_decision" ON "approvals" USING btree ("second_decision_id");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_one_under_way" ON "approvals" USING btree ("account_number") WHERE state in ('waiting', 'holding');--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_code" ON "approvals" USING btree ("code_selector") WHERE state = 'holding';--> statement-breakpoint
CREATE INDEX "approvals_ticket" ON "approvals" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "approvals_account" ON "approvals" USING btree ("account_number","id");--> statement-breakpoint
CREATE INDEX "approvals_under_way" ON "approvals" USING btree ("state","hold_until","id") WHERE state in ('waiting', 'holding');--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_confirms_decisions_id_fk" FOREIGN KEY ("confirms") REFERENCES "public"."decisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contests" ADD CONSTRAINT "contests_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resets" ADD CONSTRAINT "resets_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_confirmed_once" ON "decisions" USING btree ("confirms");--> statement-breakpoint
CREATE INDEX "letters_of_reset" ON "letters" USING btree ("reset_id") WHERE reset_id is not null;--> statement-breakpoint
CREATE INDEX "letters_approval" ON "letters" USING btree ("approval_id") WHERE approval_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "contests_hold_once" ON "contests" USING btree ("approval_id","channel");--> statement-breakpoint
CREATE UNIQUE INDEX "resets_approval" ON "resets" USING btree ("approval_id");--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_approve_registered_or_second" CHECK ("decisions"."verb" <> 'approve' or ("decisions"."account_number" is not null and ("decisions"."route" = 'registered' or ("decisions"."route" = 'new-address' and "decisions"."confirms" is not null))));--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_confirms" CHECK ("decisions"."confirms" is null or ("decisions"."verb" = 'approve' and "decisions"."route" = 'new-address'));--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_propose_recommended_only" CHECK ("decisions"."verb" <> 'propose' or ("decisions"."route" = 'new-address' and "decisions"."recommendation" = 'propose' and "decisions"."account_number" is not null and not "decisions"."override"));--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_approval" CHECK (("letters"."kind" in ('hold', 'confirm')) = ("letters"."approval_id" is not null));--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_kind" CHECK ("letters"."kind" in ('received', 'ask', 'link', 'nothing', 'password_changed', 'hold', 'confirm', 'recovered'));--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_reset" CHECK (("letters"."kind" in ('link', 'password_changed', 'recovered')) = ("letters"."reset_id" is not null));--> statement-breakpoint
ALTER TABLE "contests" ADD CONSTRAINT "contests_of_one" CHECK (num_nonnulls("contests"."reset_id", "contests"."approval_id") = 1);