package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.List;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.AccountMeter;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.Spent;

/** Hands everything on to another book; what a test makes different it overrides. */
public class ForwardingBook implements CallBook {
    protected final CallBook book;

    protected ForwardingBook(CallBook book) {
        this.book = book;
    }

    @Override
    public Usage usage(AccountId account) {
        return book.usage(account);
    }

    @Override
    public Usage usage(AccountMeter meter) {
        return usage(meter.account());
    }

    @Override
    public boolean counts(AccountId account, String conversation) {
        return book.counts(account, conversation);
    }

    @Override
    public int admittedThisSecond(AccountId account) {
        return book.admittedThisSecond(account);
    }

    @Override
    public int othersTo(AccountId account, String number, String conversation) {
        return book.othersTo(account, number, conversation);
    }

    @Override
    public Spent spent(AccountId account) {
        return book.spent(account);
    }

    @Override
    public Instant cycleTime() {
        return book.cycleTime();
    }

    @Override
    public long allotmentLeftSeconds(AccountId account, Allotment allotment, Instant begunAt) {
        return book.allotmentLeftSeconds(account, allotment, begunAt);
    }

    @Override
    public boolean add(CallEntry call, List<AccountMeter> meters) {
        return book.add(call, meters);
    }

    @Override
    public void replace(CallEntry call) {
        book.replace(call);
    }

    @Override
    public void drop(CallKey call) {
        book.drop(call);
    }

    @Override
    public void end(EndedCall ended) {
        book.end(ended);
    }

    @Override
    public void owe(String postingKey, AccountId account, long micros) {
        book.owe(postingKey, account, micros);
    }
}
