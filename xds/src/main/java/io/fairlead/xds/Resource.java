package io.fairlead.xds;

import com.google.protobuf.Any;

/**
 * One named resource as it goes over the wire.
 *
 * @param version follows from the content: equal bodies have equal versions on every replica
 * @param body already serialised; its type URL may differ from the type it is asked under
 */
public record Resource(String name, String version, Any body) {}
