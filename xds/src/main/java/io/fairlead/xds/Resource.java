package io.fairlead.xds;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One named resource as it goes over the wire. It is encoded once, when it is made; every answer
 * that holds it, in either protocol and for whichever client, shares these bytes.
 */
public final class Resource {

  private final String name;
  private final String version;
  private final String typeUrl;
  private final Encoding encoding;
  private final long digest;

  private Resource(String name, String version, String typeUrl, Encoding encoding) {
    this.name = name;
    this.version = version;
    this.typeUrl = typeUrl;
    this.encoding = encoding;
    this.digest = Digests.of(Digests.of(Digests.START, name), version);
  }

  /**
   * @param version follows from the content: equal bodies have equal versions on every replica
   * @param typeUrl of the value; may differ from the type that the resource is asked under
   * @param value the serialised message
   */
  public static Resource of(String name, String version, String typeUrl, ByteString value) {
    return new Resource(name, version, typeUrl, Encoding.of(name, version, typeUrl, value));
  }

  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  public String typeUrl() {
    return typeUrl;
  }

  /** The serialised message; a view of the shared bytes, not a copy. */
  public ByteString value() {
    return UnsafeByteOperations.unsafeWrap(
        encoding.bytes(), encoding.valueStart(), encoding.bodyEnd() - encoding.valueStart());
  }

  /** Type and value as the message that decoders take. */
  public Any body() {
    return Any.newBuilder().setTypeUrl(typeUrl).setValue(value()).build();
  }

  /** How it stands in answers. Not to be written to. */
  public Encoding encoding() {
    return encoding;
  }

  /** A number that follows from name and version alone, from which answers' versions are made. */
  public long digest() {
    return digest;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Resource resource
        && digest == resource.digest
        && Arrays.equals(encoding.bytes(), resource.encoding.bytes());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, version);
  }

  @Override
  public String toString() {
    return name + "@" + version + " (" + typeUrl + ", " + value().size() + " bytes)";
  }
}
