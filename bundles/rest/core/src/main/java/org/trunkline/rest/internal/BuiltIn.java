package org.trunkline.rest.internal;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.trunkline.rest.spi.Authenticator;

/**
 * The filters, mappers and writers of the runtime itself, which every generation has.
 *
 * @param node {@code node} of the envelope
 * @param pdfFont the file of a TrueType font for printed tables; empty for the one that comes along
 */
record BuiltIn(
        Supplier<Authenticator> authenticator,
        Clock clock,
        RateLimiter limiter,
        ClientAddresses addresses,
        Departed departed,
        String node,
        String pdfFont) {

    List<Object> providers(List<Object> resources) {
        Authentication authentication = new Authentication(authenticator, limiter);
        return List.of(
                new RequestFilter(addresses),
                new VerbFilter(),
                new AcceptFilter(),
                new AliasFilter(authentication),
                new TokenFilter(authentication),
                new RateFilter(limiter),
                new RequestContext(),
                new EnvelopeFilter(clock, node),
                new FileFilter(pdfFont),
                new JsonBody(),
                new FailureMapper(departed, new Verbs(resources)));
    }
}
