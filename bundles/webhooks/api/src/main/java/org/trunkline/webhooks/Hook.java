package org.trunkline.webhooks;

import java.util.List;

/**
 * What can be told.
 *
 * @param types the kinds of objects whose changes it tells
 * @param actions what may have happened to them
 */
public record Hook(String id, String name, String description, List<String> types, List<String> actions) {
    public Hook {
        types = List.copyOf(types);
        actions = List.copyOf(actions);
    }
}
