package org.trunkline.kernel;

/**
 * The table of rights: who may do what, in one place. A caller reaches its own account and all below it; inside that,
 * each permission asks for a relation to the target and a role. Callers of the root account have every relation.
 */
public enum Permission {
    ACCOUNT_READ(Relation.SELF_OR_ABOVE, Role.USER),
    ACCOUNT_WRITE(Relation.SELF_OR_ABOVE, Role.ADMIN),
    /** Create an account below the target. */
    ACCOUNT_CREATE(Relation.SELF_OR_ABOVE, Role.ADMIN),
    ACCOUNT_DELETE(Relation.ABOVE, Role.ADMIN),
    /** Look at deleted accounts and bring them back. */
    ACCOUNT_RESTORE(Relation.ROOT, Role.ADMIN),
    /** Write what an account may not lift by itself: enabled, call_restriction, ui_restrictions, … (design §13). */
    ACCOUNT_CONTROL(Relation.SELLER, Role.ADMIN),
    /** Give an account another parent; that parent must be one below which the caller creates accounts. */
    ACCOUNT_MOVE(Relation.SELLER, Role.ADMIN),
    /** Make an account a reseller, or take that away. */
    ACCOUNT_PROMOTE(Relation.ROOT, Role.ADMIN),

    USER_READ(Relation.SELF_OR_ABOVE, Role.USER),
    /** Create, change, delete users; every user may change some of its own fields without it. */
    USER_WRITE(Relation.SELF_OR_ABOVE, Role.ADMIN),
    API_KEY(Relation.SELF_OR_ABOVE, Role.ADMIN),

    SECURITY_READ(Relation.SELF_OR_ABOVE, Role.USER),
    /** Say how users log in; read who tried to. */
    SECURITY_WRITE(Relation.SELF_OR_ABOVE, Role.ADMIN),

    /** Read who changed what of the target account. */
    AUDIT_READ(Relation.SELF_OR_ABOVE, Role.ADMIN),

    LIMITS_READ(Relation.SELF_OR_ABOVE, Role.USER),
    LIMITS_WRITE(Relation.SELLER, Role.ADMIN),
    /** The account's own trunk counts: decreases always, increases where a plan prices them. */
    LIMITS_WRITE_TRUNKS(Relation.SELF_OR_ABOVE, Role.ADMIN),

    LEDGER_READ(Relation.SELF_OR_ABOVE, Role.USER),
    LEDGER_POST(Relation.SELLER, Role.ADMIN),

    RATE_QUOTE(Relation.SELF_OR_ABOVE, Role.USER),
    /** Read and write the decks that the target account owns (it must be a reseller or root). */
    DECK_MANAGE(Relation.SELF_OR_ABOVE, Role.ADMIN),
    /** Choose the deck that the target account pays from. */
    DECK_ASSIGN(Relation.SELLER, Role.ADMIN),

    APP_READ(Relation.SELF_OR_ABOVE, Role.USER),
    /** Install apps for an account, and say who in it may use them. */
    APP_WRITE(Relation.SELF_OR_ABOVE, Role.ADMIN),
    /** Keep apps from an account, which must not lift that by itself. */
    APP_RESTRICT(Relation.ABOVE, Role.ADMIN),

    /** Read and write webhooks, whose addresses may hold secrets, and see what became of what they tell. */
    WEBHOOK_MANAGE(Relation.SELF_OR_ABOVE, Role.ADMIN),

    WHITELABEL_READ(Relation.SELF_OR_ABOVE, Role.USER),
    /** Give the clients of an account's domain another name and look. */
    WHITELABEL_WRITE(Relation.SELF_OR_ABOVE, Role.ADMIN),

    ROUTING_READ(Relation.SELF_OR_ABOVE, Role.USER),
    /** Say where the calls of an account go, and over whose carriers. */
    ROUTING_WRITE(Relation.SELF_OR_ABOVE, Role.ADMIN),
    /** Keep the carriers that serve every account. */
    CARRIER_SYSTEM(Relation.ROOT, Role.ADMIN),

    NUMBER_READ(Relation.SELF_OR_ABOVE, Role.USER),
    /** Take numbers from those that sell to the account, change them, pass them on below it, give them up. */
    NUMBER_WRITE(Relation.SELF_OR_ABOVE, Role.ADMIN),
    /** Bring in numbers that nobody has had here; resellers do it for themselves too. */
    NUMBER_ADD(Relation.SELLER, Role.ADMIN),

    TASK_RUN(Relation.SELF_OR_ABOVE, Role.ADMIN),

    SWITCH_MANAGE(Relation.ROOT, Role.ADMIN),
    /** Ask for calls of the target account: switches only, inside their scope. */
    CALL_ADMIT(Relation.SELF_OR_ABOVE, Role.USER),
    /** End a call of the target account that is in progress. */
    CALL_END(Relation.SELF_OR_ABOVE, Role.ADMIN);

    /** How the caller's account must stand to the target account. */
    public enum Relation {
        /** The target itself or an ancestor of it. */
        SELF_OR_ABOVE,
        /** A strict ancestor. */
        ABOVE,
        /** A strict ancestor that is a reseller. */
        SELLER,
        /** The root account. */
        ROOT
    }

    private final Relation relation;
    private final Role role;

    Permission(Relation relation, Role role) {
        this.relation = relation;
        this.role = role;
    }

    public Relation relation() {
        return relation;
    }

    public Role role() {
        return role;
    }
}
