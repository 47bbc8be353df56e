package io.fairlead.istioconfig.mcp;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.fairlead.api.istio.mcp.v1alpha1.Metadata;
import io.fairlead.api.istio.mcp.v1alpha1.Resource;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.model.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The form of a resource in MCP over xDS, in both directions. */
public final class McpCodec {

  private static final String PREFIX = "type.googleapis.com/";

  /** A service with some ten thousand endpoints; more in one resource is no resource. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final int MAX_REASON = 120;

  private McpCodec() {}

  /**
   * Deterministic bytes.
   *
   * @param version put into the metadata; receivers apply an update only where it changed
   */
  public static Any encode(IstioResource resource, String version) {
    Metadata.Builder metadata =
        Metadata.newBuilder()
            .setName(resource.name().toString())
            .setVersion(version)
            .putAllLabels(resource.metadata().labels())
            .putAllAnnotations(resource.metadata().annotations());
    Instant created = resource.metadata().created();
    if (!created.equals(Instant.EPOCH)) {
      metadata.setCreateTime(
          Timestamp.newBuilder().setSeconds(created.getEpochSecond()).setNanos(created.getNano()));
    }
    return any(Resource.newBuilder().setMetadata(metadata).setBody(any(resource.spec())).build());
  }

  private static Any any(Message message) {
    return Any.newBuilder()
        .setTypeUrl(PREFIX + message.getDescriptorForType().getFullName())
        .setValue(DeterministicBytes.of(message))
        .build();
  }

  /**
   * At most one resource; none where there are errors. No bytes make it throw.
   *
   * @param type the type asked for, {@code group/version/Kind}
   * @param source named in problems
   */
  public static Parsed<IstioResource> decode(String type, Any body, String source) {
    McpFindings findings = new McpFindings(source, type);
    Optional<Kind> kind = Kinds.ofMcpType(type);
    if (kind.isEmpty()) {
      findings.error(
          ProblemCode.UNKNOWN_KIND,
          "",
          Excerpt.of(type) + " is no type of this mesh: do not send it");
      return new Parsed<>(List.of(), findings.all());
    }
    List<IstioResource> decoded =
        resource(body, findings).flatMap(r -> decode(kind.get(), r, findings)).stream().toList();
    return new Parsed<>(findings.hasErrors() ? List.of() : decoded, findings.all());
  }

  private static Optional<Resource> resource(Any body, McpFindings findings) {
    if (!body.getTypeUrl().equals(PREFIX + Resource.getDescriptor().getFullName())) {
      findings.error(
          ProblemCode.WRONG_TYPE,
          "",
          "is a " + Excerpt.of(body.getTypeUrl()) + ": send an istio.mcp.v1alpha1.Resource");
      return Optional.empty();
    }
    if (body.getValue().size() > MAX_BYTES) {
      findings.error(
          ProblemCode.TOO_LARGE,
          "",
          "has " + body.getValue().size() + " bytes: at most 4 MiB are taken");
      return Optional.empty();
    }
    return parse(Resource.getDefaultInstance(), body.getValue(), "", findings)
        .map(Resource.class::cast);
  }

  private static Optional<IstioResource> decode(
      Kind kind, Resource resource, McpFindings findings) {
    findings.name(kind.name(), resource.getMetadata().getName());
    McpMetadata metadata = new McpMetadata(resource.getMetadata(), findings);
    return metadata
        .name()
        .flatMap(
            name ->
                spec(kind, resource.getBody(), findings)
                    .map(spec -> new IstioResource(kind, name, metadata.metadata(), spec)));
  }

  private static Optional<Message> spec(Kind kind, Any body, McpFindings findings) {
    Message prototype = kind.prototype();
    String wanted = prototype.getDescriptorForType().getFullName();
    if (!body.getTypeUrl().substring(body.getTypeUrl().lastIndexOf('/') + 1).equals(wanted)) {
      findings.error(
          ProblemCode.WRONG_TYPE,
          "body",
          "is a " + Excerpt.of(body.getTypeUrl()) + ": send an " + wanted);
      return Optional.empty();
    }
    return parse(prototype, body.getValue(), "spec", findings);
  }

  private static Optional<Message> parse(
      Message prototype, ByteString bytes, String path, McpFindings findings) {
    try {
      Message message = prototype.getParserForType().parseFrom(bytes);
      UnknownFields.tell(message, path, findings);
      return Optional.of(message);
    } catch (InvalidProtocolBufferException e) {
      String name = prototype.getDescriptorForType().getFullName();
      findings.error(
          ProblemCode.WRONG_TYPE,
          path,
          "is no readable "
              + name
              + ": "
              + Excerpt.clean(String.valueOf(e.getMessage()), MAX_REASON));
      return Optional.empty();
    }
  }
}
