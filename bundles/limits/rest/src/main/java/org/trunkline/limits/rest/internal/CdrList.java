package org.trunkline.limits.rest.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.limits.CallDetail;
import org.trunkline.rest.LongList;
import org.trunkline.rest.RestRequest;
import org.trunkline.rest.Rows;

/** Call attempts as rows; filters look at the whole documents. */
final class CdrList {
    private CdrList() {}

    /** @param account whose list it is */
    static LongList<CallDetail> of(
            RestRequest request, AccountTree tree, AccountId account, Function<PageRequest, Page<CallDetail>> read) {
        boolean forReseller = tree.find(request.caller().account())
                .filter(AccountNode::reseller)
                .isPresent();
        CdrRow row = new CdrRow(utcOffsetSeconds(request), forReseller);
        List<Rows.Column> columns = row.columns().stream().map(Rows.Column::of).toList();
        return new LongList<>(
                columns,
                read,
                call -> CdrDocument.of(call, account),
                call -> row.of(call, account),
                call -> row.of(call, account));
    }

    /** Another value than a number is 404, as on the wire. */
    private static long utcOffsetSeconds(RestRequest request) {
        Optional<String> text = request.value("utc_offset");
        if (text.isPresent() && !text.get().matches("[+-]?[0-9]{1,6}")) {
            throw new DomainException(ErrorKind.NOT_FOUND, "faulty_request", "utc_offset must be a number");
        }
        return text.map(Long::parseLong).orElse(0L);
    }
}
