package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.trunkline.accounts.spi.AccountAdministrators;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;

/** Users of which only the names are known; an address without @ is wrong. */
final class KnownAdministrators implements AccountAdministrators {
    /** {@code account/username}, in the order in which they were made. */
    final List<String> made = new ArrayList<>();

    @Override
    public void check(ObjectNode user) {
        if (!user.path("email").asText("a@b").contains("@")) {
            throw new InvalidException("email", "wrong_format", "Field is not in the correct format");
        }
    }

    @Override
    public Outcome ensure(Caller caller, AccountId account, ObjectNode user) {
        check(user);
        String key = account + "/" + user.path("username").asText();
        if (made.contains(key)) {
            return Outcome.THERE;
        }
        made.add(key);
        return user.has("password") ? Outcome.CREATED : Outcome.INVITED;
    }
}
