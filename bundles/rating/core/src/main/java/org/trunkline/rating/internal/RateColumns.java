package org.trunkline.rating.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.trunkline.json.Json;

/** The columns of files of rates (crossbar-api §7.2), and rates as their cells. */
final class RateColumns {
    static final List<String> OPTIONAL = List.of(
            RateFilter.CALLERS,
            "carrier",
            RateDocuments.DESCRIPTION,
            RateDocuments.DIRECTION,
            RateDocuments.INTERNAL_COST,
            Kind.ISO,
            RateFilter.OPTIONS,
            Kind.INCREMENT,
            Kind.MINIMUM,
            RateDocuments.NAME,
            Kind.NO_CHARGE,
            Kind.SERVICE,
            Kind.SUFFIX,
            Kind.SURCHARGE,
            "rate_version",
            RateImport.DECK,
            RateFilter.ROUTES,
            RateFilter.VALID_FROM,
            RateFilter.VALID_UNTIL,
            Kind.WEIGHT,
            RateFilter.WINDOWS);

    private RateColumns() {}

    /** Returns what an import of the cell would read again; empty for what the rate does not give. */
    static String cell(ObjectNode rate, String column) {
        JsonNode value = rate.path(column);
        if (value.isArray()) {
            boolean isPlain = value.size() == 1 && !value.path(0).asText().startsWith("[");
            return isPlain ? value.path(0).asText() : Json.write(value);
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText("");
    }

    /** Returns whether both cells say the same. */
    static boolean isSame(String cell, String other) {
        if (cell.equals(other)) {
            return true;
        }
        if (isDecimal(cell) && isDecimal(other)) {
            return new BigDecimal(cell).compareTo(new BigDecimal(other)) == 0;
        }
        return RateCells.list(cell).equals(RateCells.list(other));
    }

    private static boolean isDecimal(String cell) {
        return RateCells.DECIMAL.matcher(cell).matches();
    }
}
