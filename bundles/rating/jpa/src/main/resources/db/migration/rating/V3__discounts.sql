-- What the seller takes off the cost of calls, in basis points by the class of the number, as JSON.
alter table deck_assignment add column discounts text;
