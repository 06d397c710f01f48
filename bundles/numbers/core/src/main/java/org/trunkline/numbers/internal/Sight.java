package org.trunkline.numbers.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Permission;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.PhoneNumber;

/** How a caller, asking for one account, stands to numbers at one moment. */
final class Sight {
    private final Access access;
    private final AccountTree tree;
    private final Caller caller;
    private final AccountNode target;
    private final Instant now;

    /** @param target an account that the caller may read */
    Sight(Access access, AccountTree tree, Caller caller, AccountNode target, Instant now) {
        this.access = access;
        this.tree = tree;
        this.caller = caller;
        this.target = target;
        this.now = now;
    }

    AccountNode target() {
        return target;
    }

    Instant now() {
        return now;
    }

    /** Returns whether the caller decides over what that account has. */
    boolean isOver(AccountId account) {
        return access.allows(caller, account, Permission.NUMBER_WRITE);
    }

    /** Returns whether the caller sells to the account that has the number, or may say so of itself. */
    boolean sells(PhoneNumber number) {
        return number.assignedTo().filter(this::mayAddFor).isPresent();
    }

    boolean mayAdd() {
        return mayAddFor(target.id());
    }

    private boolean mayAddFor(AccountId account) {
        boolean itself = caller.account().equals(account)
                && tree.find(account).filter(AccountNode::reseller).isPresent();
        return access.allows(caller, account, Permission.NUMBER_ADD) || itself && isOver(account);
    }

    /** Returns the states in which the caller may bring numbers in: what has never been here ages only where root says so. */
    List<NumberState> creationStates() {
        if (!mayAdd()) {
            return List.of();
        }
        boolean root = caller.account().equals(tree.root().id());
        boolean hasPool = target.reseller() || target.isRoot();
        return List.of(
                        NumberState.AGING,
                        NumberState.AVAILABLE,
                        NumberState.IN_SERVICE,
                        NumberState.PORT_IN,
                        NumberState.RESERVED)
                .stream()
                .filter(state -> state != NumberState.AGING || root)
                .filter(state -> state.isAssigned() || hasPool)
                .toList();
    }

    /** Returns to whom a number falls back that the caller brings in. */
    AccountId poolOf(NumberState state) {
        if (!state.isAssigned()) {
            return target.id();
        }
        boolean seller =
                tree.find(caller.account()).filter(AccountNode::reseller).isPresent();
        return seller ? caller.account() : tree.root().id();
    }

    /** Returns whether the number is the account's, or that of an account below it. */
    boolean isBelow(PhoneNumber number) {
        return number.assignedTo()
                .filter(each -> tree.contains(target.id(), each))
                .isPresent();
    }

    /** Returns whether an account above has the number and may be asked for it. */
    boolean isOffered(PhoneNumber number) {
        return number.state() == NumberState.RESERVED
                && !isHeldBack(number)
                && number.assignedTo()
                        .filter(each -> !each.equals(target.id()) && tree.contains(each, target.id()))
                        .isPresent();
    }

    /** Returns whether nobody has the number, and it lies in a pool from which the account takes its numbers. */
    boolean isInReach(PhoneNumber number) {
        return number.assignedTo().isEmpty() && (tree.contains(number.pool(), target.id()) || isOver(number.pool()));
    }

    /** Returns whether the number must not go to the account yet; those to whom it fell back decide that themselves. */
    boolean isHeldBack(PhoneNumber number) {
        Optional<AccountId> owner = number.assignedTo().or(() -> Optional.of(number.pool()));
        boolean comesBack = number.release()
                .filter(release -> release.by().equals(target.id()))
                .isPresent();
        return number.isHeldBack(now)
                && !comesBack
                && owner.filter(this::isOver).isEmpty();
    }

    boolean mayTake(PhoneNumber number) {
        return isInReach(number) && !isHeldBack(number);
    }

    boolean sees(PhoneNumber number) {
        return isBelow(number) || isOffered(number) || mayTake(number);
    }

    /** Returns who has passed the number on when it comes to the account: of them and of its holder those above it. */
    List<AccountId> holders(PhoneNumber number) {
        return Stream.concat(number.holders().stream(), number.assignedTo().stream())
                .filter(each -> !each.equals(target.id()) && tree.contains(each, target.id()))
                .distinct()
                .limit(AccountTree.DEPTH_MAX)
                .toList();
    }
}
