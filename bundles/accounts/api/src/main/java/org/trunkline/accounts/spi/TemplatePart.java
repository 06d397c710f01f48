package org.trunkline.accounts.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/**
 * One kind of settings that templates give to accounts. The domain that knows what they mean publishes it; without it no
 * template has them.
 */
@ConsumerType
public interface TemplatePart {

    /** The field of a template under which the settings stand. */
    String field();

    /**
     * Passes when a template of the owner may say this; looks at no account that it will be applied to.
     *
     * @return the settings as they are kept and applied: a text that is a number where one belongs has become that
     * @throws org.trunkline.kernel.InvalidException with everything that is wrong, by dotted paths that begin with the field
     */
    JsonNode check(Caller caller, AccountId owner, JsonNode settings);

    /**
     * Says what {@link #apply} would change, and changes nothing.
     *
     * @return by dotted path, which begins with the field, {@code from} and {@code to}; empty where the account stands so
     *     already
     * @throws org.trunkline.kernel.DomainException if the caller may not do this to the account, or the account cannot have it
     */
    ObjectNode preview(Caller caller, AccountId account, JsonNode settings);

    /**
     * Gives the settings to the account; others that it has stay. Once more changes nothing.
     *
     * @return what has changed, as {@link #preview} says it
     */
    ObjectNode apply(Caller caller, AccountId account, JsonNode settings);

    /** Returns the failure with its fields named as they stand in the template: below this one. */
    static InvalidException below(String field, InvalidException failure) {
        InvalidException named = new InvalidException(
                failure.errors().stream().map(error -> error.below(field)).toList());
        named.initCause(failure);
        return named;
    }

    /** @throws InvalidException unless the settings are an object */
    static ObjectNode object(String field, JsonNode settings) {
        if (settings instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw new InvalidException(List.of(
                new FieldError(field, "type", "Value did not match type(s): object", "object", settings, null)));
    }
}
