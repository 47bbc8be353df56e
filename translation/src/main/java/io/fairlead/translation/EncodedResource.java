package io.fairlead.translation;

import com.google.protobuf.ByteString;

/**
 * A resource built and serialised once, shared by every proxy that sees it.
 *
 * @param version a hash of the content, equal on every replica and in every run
 */
public record EncodedResource(String name, String version, String typeUrl, ByteString value) {}
