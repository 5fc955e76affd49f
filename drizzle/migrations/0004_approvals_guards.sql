-- An approval that rests or waits for a second person moves one way only, and by the later of two clocks: the desk's
-- moment and the database's own. A clock that fails can lengthen a hold, never shorten it.
CREATE FUNCTION hold_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
declare
  recommended integer;
begin
  if tg_op = 'INSERT' then
    select (a.result ->> 'holdHours')::integer into recommended
    from decisions d join assessments a on a.id = d.assessment_id
    where d.id = new.decision_id and d.ticket_id = new.ticket_id and d.account_number = new.account_number
      and d.route = new.route and d.staff_id = new.decided_by
      and d.verb = case new.route when 'registered' then 'approve' else 'propose' end;
    if not found then
      raise exception 'an approval stands on a decision of its own case, account, route and person'
        using errcode = 'check_violation', constraint = 'approvals_decided', table = 'approvals';
    end if;
    if new.hold_hours < coalesce(recommended, case new.route when 'registered' then 24 else 72 end) then
      raise exception 'a hold is never shorter than the recommendation says'
        using errcode = 'check_violation', constraint = 'approvals_hold_recommended', table = 'approvals';
    end if;
    if not exists (
      select from accounts a where a.number = new.account_number and a.email_version = new.email_version
        and (new.route = 'registered') = (a.registered_email is not distinct from new.target)
      for share
    ) or (new.route = 'new-address' and not exists (
      select from tickets t where t.id = new.ticket_id and t.sender_address = new.target
    )) then
      raise exception 'an approval leads to the registered address, or to the address that the case was opened from'
        using errcode = 'check_violation', constraint = 'approvals_target', table = 'approvals';
    end if;
    if new.route = 'new-address' and exists (
      select from approvals p
      where p.account_number = new.account_number and p.binding = new.binding and p.state = 'refused'
    ) then
      raise exception 'what a second person refused is not proposed again on the same evidence'
        using errcode = 'check_violation', constraint = 'approvals_refused_before', table = 'approvals';
    end if;
    if new.state <> (case new.route when 'registered' then 'holding' else 'waiting' end)
      or new.confirmed_at is not null or new.second_decision_id is not null or new.code_tries <> 0 then
      raise exception 'an approval begins at its beginning'
        using errcode = 'check_violation', constraint = 'approvals_begin', table = 'approvals';
    end if;
  else
    if (new.ticket_id, new.decision_id, new.route, new.account_number, new.target, new.email_version, new.binding,
        new.decided_by, new.hold_hours, new.created_at)
      is distinct from (old.ticket_id, old.decision_id, old.route, old.account_number, old.target, old.email_version,
        old.binding, old.decided_by, old.hold_hours, old.created_at)
      or (old.state <> 'waiting' and (new.second_by, new.drawn_at, new.second_decision_id, new.code_seed, new.code_selector, new.code_hash)
        is distinct from (old.second_by, old.drawn_at, old.second_decision_id, old.code_seed, old.code_selector, old.code_hash))
      or (old.held_at is not null and (new.held_at is distinct from old.held_at or new.hold_until < old.hold_until
        or new.expires_at is distinct from old.expires_at or new.hold_until is null))
      or new.code_tries < old.code_tries
      or (old.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at)
      or (old.confirmed_at is null and new.confirmed_at is not null and (old.state <> 'holding' or new.code_tries >= 5))
      or (old.state in ('refused', 'void') and new is distinct from old) then
      raise exception 'an approval stays as it was made' using errcode = 'restrict_violation', table = 'approvals';
    end if;
    if old.state <> new.state and (old.state, new.state) not in (
      ('waiting', 'holding'), ('waiting', 'refused'), ('waiting', 'void'),
      ('holding', 'released'), ('holding', 'void'), ('released', 'void')
    ) then
      raise exception 'an approval goes from % to no %', old.state, new.state
        using errcode = 'restrict_violation', table = 'approvals';
    end if;
    if old.state = 'waiting' and new.state = 'holding' and not exists (
      select from decisions d
      where d.id = new.second_decision_id and d.confirms = new.decision_id and d.staff_id = new.second_by
        and d.staff_id <> new.decided_by
    ) then
      raise exception 'a second person, and he alone, lets the hold begin'
        using errcode = 'check_violation', constraint = 'approvals_second_person', table = 'approvals';
    end if;
    if old.state = 'holding' and new.state = 'released' and (now() < new.hold_until or now() >= new.expires_at) then
      raise exception 'a link waits for the end of its hold, and comes before the approval expires'
        using errcode = 'check_violation', constraint = 'approvals_in_time', table = 'approvals';
    end if;
  end if;
  if new.state = 'holding' and (tg_op = 'INSERT' or old.state <> 'holding') then
    new.held_at := greatest(new.held_at, clock_timestamp());
    new.hold_until := greatest(new.hold_until, new.held_at + make_interval(hours => new.hold_hours));
    new.expires_at := new.hold_until + interval '14 days';
  end if;
  return new;
end
$$;
--> statement-breakpoint
CREATE TRIGGER approvals_held BEFORE INSERT OR UPDATE ON approvals FOR EACH ROW EXECUTE FUNCTION hold_approval();
--> statement-breakpoint
CREATE TRIGGER approvals_kept BEFORE DELETE OR TRUNCATE ON approvals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Only whom the desk drew confirms a proposal, and only while it waits for him.
CREATE FUNCTION hold_second_verdict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
begin
  if not exists (
    select from decisions d join approvals p on p.decision_id = d.id
    where d.id = new.confirms and d.verb = 'propose' and d.ticket_id = new.ticket_id
      and d.account_number = new.account_number and d.staff_id <> new.staff_id
      and p.second_by = new.staff_id and p.state = 'waiting'
  ) then
    raise exception 'a second approval is given by the person who was drawn for it'
      using errcode = 'check_violation', constraint = 'decisions_second_person', table = 'decisions';
  end if;
  return new;
end
$$;
--> statement-breakpoint
CREATE TRIGGER decisions_second_person BEFORE INSERT ON decisions FOR EACH ROW WHEN (new.confirms IS NOT NULL) EXECUTE FUNCTION hold_second_verdict();
--> statement-breakpoint
-- A link goes to the registered address; to another one only where two people approved it, the hold has ended and the
-- address is confirmed. Where the decision or the account asks for a hold, no link comes to be before its end.
CREATE OR REPLACE FUNCTION hold_reset_to_registered_address() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
begin
  if new.approval_id is null then
    if not exists (
      select from accounts
      where number = new.account_number and registered_email = new.sent_to and email_version = new.email_version
      for share
    ) then
      raise exception 'a reset link goes to the registered address of its account only'
        using errcode = 'check_violation', constraint = 'resets_sent_to_registered', table = 'resets';
    end if;
    if exists (
      select from decisions d join assessments a on a.id = d.assessment_id
      where d.id = new.decision_id and a.result ->> 'holdHours' is not null
    ) or exists (select from accounts where number = new.account_number and restricted_until > now()) then
      raise exception 'this link comes after a hold only'
        using errcode = 'check_violation', constraint = 'resets_held', table = 'resets';
    end if;
  elsif not exists (
    select from approvals p join accounts a on a.number = p.account_number
    where p.id = new.approval_id and p.ticket_id = new.ticket_id and p.account_number = new.account_number
      and p.target = new.sent_to and p.email_version = new.email_version and a.email_version = new.email_version
      and (p.route = 'registered') = (a.registered_email is not distinct from new.sent_to)
      and (p.route = 'registered' or p.confirmed_at is not null)
      and coalesce(p.second_decision_id, p.decision_id) = new.decision_id
      and p.state = 'released' and p.hold_until <= now() and p.expires_at > now()
    for share
  ) then
    raise exception 'a link after a hold goes where it was approved for, once the hold has ended'
      using errcode = 'check_violation', constraint = 'resets_released', table = 'resets';
  end if;
  return new;
end
$$;
--> statement-breakpoint
DROP TRIGGER resets_sent_to_registered ON resets;
--> statement-breakpoint
CREATE TRIGGER resets_sent_to_registered BEFORE INSERT OR UPDATE OF account_number, sent_to, email_version, approval_id, decision_id, ticket_id ON resets FOR EACH ROW EXECUTE FUNCTION hold_reset_to_registered_address();
--> statement-breakpoint
-- The notice of a hold goes to addresses that the account has or had, the code to the new address and nowhere else.
CREATE FUNCTION hold_letter_to_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
begin
  if not exists (
    select from approvals p join accounts a on a.number = p.account_number
    where p.id = new.approval_id and p.ticket_id = new.ticket_id and case new.kind
      when 'confirm' then p.route = 'new-address' and p.target = new.recipient
      else a.registered_email = new.recipient or exists (
        select from former_emails f where f.account_number = a.number and f.address = new.recipient
      )
    end
  ) then
    raise exception 'a letter about a hold goes to a channel of its account, its code to the address that it confirms'
      using errcode = 'check_violation', constraint = 'letters_to_approval', table = 'letters';
  end if;
  return new;
end
$$;
--> statement-breakpoint
CREATE TRIGGER letters_to_approval BEFORE INSERT OR UPDATE OF kind, approval_id, recipient ON letters FOR EACH ROW WHEN (new.approval_id IS NOT NULL) EXECUTE FUNCTION hold_letter_to_approval();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (
  second_decision_id, held_at, hold_until, expires_at, code_seed, code_selector, code_hash, code_tries, confirmed_at,
  state, end_reason, ended_at
) ON approvals TO latchkey_web;
--> statement-breakpoint
GRANT SELECT, UPDATE (second_by, drawn_at, state, end_reason, ended_at) ON approvals TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT (
  id, ticket_id, decision_id, route, account_number, target, email_version, binding, decided_by, second_by, drawn_at,
  second_decision_id, hold_hours, held_at, hold_until, expires_at, code_tries, confirmed_at, state, end_reason, ended_at,
  created_at
) ON approvals TO latchkey_auditor;
--> statement-breakpoint
-- The link after a hold is made by whoever keeps the time.
GRANT INSERT ON resets TO latchkey_worker;
--> statement-breakpoint
GRANT SELECT (approval_id) ON resets TO latchkey_auditor;
--> statement-breakpoint
GRANT UPDATE (restricted_until) ON accounts TO latchkey_web;
--> statement-breakpoint
GRANT SELECT (restricted_until) ON accounts TO latchkey_worker, latchkey_auditor;
