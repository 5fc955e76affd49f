DROP INDEX "tickets_age";--> statement-breakpoint
CREATE INDEX "tickets_owned_due" ON "tickets" USING btree ("assignee_id","state","due_at","id") WHERE assignee_id is not null;--> statement-breakpoint
CREATE INDEX "tickets_owned_score" ON "tickets" USING btree ("assignee_id","state","bits" DESC NULLS LAST,"id") WHERE assignee_id is not null;--> statement-breakpoint
CREATE INDEX "tickets_unowned_due" ON "tickets" USING btree ("state","due_at","id") WHERE assignee_id is null and state <> 'new';--> statement-breakpoint
CREATE INDEX "tickets_unowned_score" ON "tickets" USING btree ("state","bits" DESC NULLS LAST,"id") WHERE assignee_id is null and state <> 'new';--> statement-breakpoint
CREATE INDEX "tickets_age" ON "tickets" USING btree ("opened_at","id") WHERE version > 0;