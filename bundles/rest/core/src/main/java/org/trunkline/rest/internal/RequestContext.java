package org.trunkline.rest.internal;

import org.apache.cxf.jaxrs.ext.ContextProvider;
import org.apache.cxf.jaxrs.utils.HttpUtils;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.apache.cxf.message.Message;
import org.trunkline.rest.RestRequest;

/** Lets a resource method say {@code @Context RestRequest request}. */
final class RequestContext implements ContextProvider<RestRequest> {

    @Override
    public RestRequest createContext(Message message) {
        return of(message);
    }

    static CrossbarRequest current() {
        Message message = JAXRSUtils.getCurrentMessage();
        return message == null ? null : of(message);
    }

    /** Returns the path that is matched, below the root of the application, with its leading slash. */
    static String path() {
        return HttpUtils.getPathToMatch(JAXRSUtils.getCurrentMessage(), true);
    }

    static void set(CrossbarRequest request) {
        JAXRSUtils.getCurrentMessage().getExchange().put(CrossbarRequest.class, request);
    }

    private static CrossbarRequest of(Message message) {
        return message.getExchange().get(CrossbarRequest.class);
    }
}
