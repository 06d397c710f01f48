package org.trunkline.limits.state;

/** What this node may do, of all nodes on one database. */
public enum NodeRole {
    /** It decides over calls. */
    LEADS,

    /**
     * It led alone when the database went out of reach: what takes no money goes on, and so do calls in progress. Nobody
     * else was there to take over.
     */
    CUT_OFF,

    /** Another node decides, or may do so by now. */
    STANDS_BY
}
