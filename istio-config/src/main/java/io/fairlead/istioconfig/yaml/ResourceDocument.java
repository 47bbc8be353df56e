package io.fairlead.istioconfig.yaml;

import com.google.protobuf.Message;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.istioconfig.Nearest;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.model.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the envelope of one resource (apiVersion, kind, metadata, spec) and what is in it. */
final class ResourceDocument {

  static final List<String> FIELDS = List.of("apiVersion", "kind", "metadata", "spec", "status");

  private final MappingNode document;
  private final Reading reading;
  private final Map<String, Mappings.Entry> entries;

  ResourceDocument(MappingNode document, Reading reading) {
    this.document = document;
    this.reading = reading;
    this.entries = Mappings.entries(document, "", reading);
  }

  /** Empty where there is any problem. */
  Optional<IstioResource> read() {
    entries.forEach(
        (name, entry) -> {
          if (!FIELDS.contains(name)) {
            String hint = Nearest.hint(name, FIELDS);
            reading.error(
                ProblemCode.UNKNOWN_FIELD, name, entry.key(), "is no field of a resource: " + hint);
          }
        });
    Optional<Kind> kind = kind();
    Optional<MetadataReader.Named> named = metadata();
    Optional<Message> spec = kind.map(this::spec);
    if (named.isEmpty() || kind.isEmpty() || spec.isEmpty()) {
      return Optional.empty();
    }
    IstioResource resource =
        new IstioResource(
            kind.get(), named.get().name(), withPlaces(named.get().metadata()), spec.get());
    if (reading.hasErrors()) {
      reading.addMeant(ResourceReader.read(resource).problems());
      return Optional.empty();
    }
    return Optional.of(resource);
  }

  private Metadata withPlaces(Metadata metadata) {
    return new Metadata(
        metadata.labels(),
        metadata.annotations(),
        metadata.created(),
        metadata.location(),
        reading.places());
  }

  private Optional<Kind> kind() {
    Optional<String> name = text("kind", "is missing: name the kind of the resource");
    Optional<String> apiVersion =
        text(
            "apiVersion", "is missing: name the group and version, such as networking.istio.io/v1");
    Optional<Kind> kind = name.flatMap(Kinds::named);
    if (name.isPresent() && kind.isEmpty()) {
      List<String> known = Kinds.all().stream().map(Kind::name).toList();
      error(
          ProblemCode.UNKNOWN_KIND,
          "kind",
          Excerpt.of(name.get()) + " is no kind of the mesh: " + Nearest.hint(name.get(), known));
    }
    if (kind.isPresent() && apiVersion.isPresent() && !kind.get().isServedAs(apiVersion.get())) {
      String right = String.join(", ", kind.get().versions());
      error(
          ProblemCode.UNKNOWN_VERSION,
          "apiVersion",
          Excerpt.of(apiVersion.get())
              + (" has no " + kind.get().name() + ": use " + kind.get().group() + "/")
              + right.replace(", ", " or " + kind.get().group() + "/"));
      return Optional.empty();
    }
    return kind;
  }

  private Optional<MetadataReader.Named> metadata() {
    Optional<Mappings.Entry> entry = Mappings.filled(entries, "metadata");
    if (entry.isEmpty()) {
      reading.error(
          ProblemCode.MISSING_FIELD,
          "metadata",
          document,
          "is missing: every resource needs metadata.name");
      return Optional.empty();
    }
    if (!(entry.get().value() instanceof MappingNode mapping)) {
      error(
          ProblemCode.WRONG_TYPE,
          "metadata",
          "must be a mapping, not " + Mappings.nounFor(entry.get().value()));
      return Optional.empty();
    }
    reading.place("metadata", mapping);
    return new MetadataReader(reading).read(mapping, document);
  }

  private Message spec(Kind kind) {
    Message.Builder spec = kind.prototype().newBuilderForType();
    Mappings.filled(entries, "spec")
        .ifPresent(entry -> new MessageReader(reading).read(entry.value(), spec, "spec"));
    return spec.build();
  }

  private Optional<String> text(String field, String ifMissing) {
    Optional<Mappings.Entry> entry = Mappings.filled(entries, field);
    if (entry.isEmpty()) {
      reading.error(ProblemCode.MISSING_FIELD, field, document, ifMissing);
      return Optional.empty();
    }
    reading.place(field, entry.get().value());
    if (entry.get().value() instanceof ScalarNode scalar) {
      return new ScalarReader(reading).text(scalar, field);
    }
    error(
        ProblemCode.WRONG_TYPE,
        field,
        "must be text, not " + Mappings.nounFor(entry.get().value()));
    return Optional.empty();
  }

  private void error(ProblemCode code, String field, String sentence) {
    Node at = Mappings.filled(entries, field).map(Mappings.Entry::value).orElse(document);
    reading.error(code, field, at, sentence);
  }
}
