-- Cases that ended have an owner, nearly all: without knowing the two together, a list of ended cases of nobody is
-- expected near its beginning and walks the whole table.
CREATE STATISTICS "tickets_state_owner" (mcv) ON "state", "assignee_id" FROM "tickets";--> statement-breakpoint
ALTER STATISTICS "tickets_state_owner" SET STATISTICS 1000;
