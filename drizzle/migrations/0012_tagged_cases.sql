DROP INDEX "tickets_tags";--> statement-breakpoint
CREATE INDEX "tickets_tags_undecided" ON "tickets" USING gin ("tags") WHERE tags <> '{}' and "tickets"."state" in ('new', 'open', 'waiting');--> statement-breakpoint
CREATE INDEX "tickets_tags" ON "tickets" USING gin ("tags") WHERE tags <> '{}';