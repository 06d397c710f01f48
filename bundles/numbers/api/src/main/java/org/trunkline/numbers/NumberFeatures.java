package org.trunkline.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What numbers can do besides being called (crossbar-numbers N1.9): each is switched on by a field of the number. */
public final class NumberFeatures {
    public static final String CNAM = "cnam";
    public static final String E911 = "e911";
    public static final String FAILOVER = "failover";
    public static final String FORCE_OUTBOUND = "force_outbound";
    public static final String MMS = "mms";
    public static final String PREPEND = "prepend";
    public static final String RINGBACK = "ringback";
    public static final String SMS = "sms";
    public static final String INBOUND_CNAM = "inbound_cnam";
    public static final String OUTBOUND_CNAM = "outbound_cnam";
    /** The feature of a number that comes from another operator; its field is {@link #PORTING}. */
    public static final String PORT = "port";

    public static final String PORTING = "porting";

    /** Fields by which sellers say which features a number may have. */
    public static final String ALLOWED = "features_allowed";

    public static final String DENIED = "features_denied";

    /** All there are. */
    public static final List<String> ALL = List.of(
            CNAM, E911, FAILOVER, FORCE_OUTBOUND, INBOUND_CNAM, MMS, OUTBOUND_CNAM, PORT, PREPEND, RINGBACK, SMS);

    private static final Map<String, String> FIELDS = Map.of(INBOUND_CNAM, CNAM, OUTBOUND_CNAM, CNAM, PORT, PORTING);

    private NumberFeatures() {}

    /** Returns the field that switches the feature on. */
    public static String field(String feature) {
        return FIELDS.getOrDefault(feature, feature);
    }

    /** Returns the features that are on, by name. */
    public static List<String> active(PhoneNumber number) {
        return number.state().isAssigned() ? active(number.document(), number.state()) : List.of();
    }

    private static List<String> active(ObjectNode document, NumberState state) {
        List<String> active = new ArrayList<>();
        add(active, E911, document.path(E911).isObject() && !document.path(E911).isEmpty());
        add(active, FAILOVER, !document.path(FAILOVER).isEmpty());
        add(active, FORCE_OUTBOUND, document.path(FORCE_OUTBOUND).isBoolean());
        add(active, INBOUND_CNAM, document.path(CNAM).path("inbound_lookup").asBoolean());
        add(active, MMS, isEnabled(document.path(MMS)));
        add(
                active,
                OUTBOUND_CNAM,
                !document.path(CNAM).path("display_name").asText("").isEmpty());
        add(
                active,
                PORT,
                state == NumberState.PORT_IN && !document.path(PORTING).isEmpty());
        add(active, PREPEND, isEnabled(document.path(PREPEND)));
        add(active, RINGBACK, !document.path(RINGBACK).isEmpty());
        add(active, SMS, isEnabled(document.path(SMS)));
        return active;
    }

    /**
     * Returns the features that the number may have, by name: those allowed or all, without those denied.
     *
     * @param deniedToAccount what its account may not have
     */
    public static List<String> available(PhoneNumber number, Set<String> deniedToAccount) {
        ObjectNode document = number.document();
        Set<String> allowed = texts(document.path(ALLOWED));
        Set<String> denied = texts(document.path(DENIED));
        return ALL.stream()
                .filter(each -> allowed.isEmpty() || allowed.contains(each))
                .filter(each -> !denied.contains(each) && !deniedToAccount.contains(each))
                .filter(each -> !each.equals(PORT) || number.state() == NumberState.PORT_IN)
                .toList();
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isEnabled(JsonNode feature) {
        return feature.path("enabled").asBoolean();
    }

    private static void add(List<String> to, String feature, boolean active) {
        if (active) {
            to.add(feature);
        }
    }
}
