package io.fairlead.istioconfig.yaml;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Gathers the resources of one text: of its documents, and of the lists in them. */
final class ResourceDocuments {

  static final int MAX_RESOURCES = YamlDocuments.MAX_DOCUMENTS;

  private final Findings findings;
  private final List<IstioResource> resources = new ArrayList<>();
  private final Map<String, SourceLocation> declared = new HashMap<>();
  private int count;

  ResourceDocuments(Findings findings) {
    this.findings = findings;
  }

  Parsed<IstioResource> parsed() {
    return new Parsed<>(resources, findings.all());
  }

  /** An empty document is no problem: it is what a stray separator leaves. */
  void take(Node document) {
    if (Mappings.isNull(document)) {
      return;
    }
    if (!(document instanceof MappingNode mapping)) {
      String found = Mappings.nounFor(document);
      findings.error(
          ProblemCode.WRONG_TYPE,
          findings.at(document),
          "a resource must be a mapping, not " + found);
    } else if (peek(mapping, "kind").equals("List")) {
      takeList(mapping);
    } else {
      takeResource(mapping);
    }
  }

  private void takeList(MappingNode list) {
    Reading reading = new Reading(findings, "");
    Mappings.Entry items = Mappings.entries(list, "", reading).get("items");
    if (items == null || !(items.value() instanceof SequenceNode sequence)) {
      reading.error(
          ProblemCode.MISSING_FIELD,
          "items",
          list,
          "is missing: a List has its resources in 'items'");
      return;
    }
    for (Node item : sequence.getValue()) {
      if (item instanceof MappingNode mapping) {
        takeResource(mapping);
      } else {
        String found = Mappings.nounFor(item);
        reading.error(
            ProblemCode.WRONG_TYPE, "items", item, "a resource must be a mapping, not " + found);
      }
    }
  }

  private void takeResource(MappingNode mapping) {
    if (++count > MAX_RESOURCES) {
      if (count == MAX_RESOURCES + 1) {
        String sentence = "more than " + MAX_RESOURCES + " resources: split them into files";
        findings.error(ProblemCode.TOO_LARGE, findings.at(mapping), sentence);
      }
      return;
    }
    if (BareMeshConfig.is(mapping)) {
      BareMeshConfig.read(mapping, new Reading(findings, BareMeshConfig.title()))
          .ifPresent(this::add);
      return;
    }
    String title = titleOf(mapping);
    Optional<IstioResource> resource =
        new ResourceDocument(mapping, new Reading(findings, title)).read();
    resource.ifPresent(this::add);
  }

  private void add(IstioResource resource) {
    SourceLocation at = resource.metadata().location();
    SourceLocation before = declared.putIfAbsent(resource.title(), at);
    if (before != null) {
      String sentence = "is declared twice, first at " + before + ": remove one of the two";
      findings.error(ProblemCode.DUPLICATE_RESOURCE, resource.title(), "", at, sentence);
      return;
    }
    resources.add(resource);
  }

  /** What a person would call the resource, as far as it can be told. */
  private static String titleOf(MappingNode mapping) {
    String name = "";
    String namespace = "";
    for (NodeTuple tuple : mapping.getValue()) {
      if (isKey(tuple, "metadata") && tuple.getValueNode() instanceof MappingNode metadata) {
        name = peek(metadata, "name");
        namespace = peek(metadata, "namespace");
      }
    }
    String kind = peek(mapping, "kind");
    if (kind.isEmpty() || name.isEmpty()) {
      return kind;
    }
    return kind
        + " "
        + (namespace.isEmpty() ? MetadataReader.DEFAULT_NAMESPACE : namespace)
        + "/"
        + name;
  }

  private static String peek(MappingNode mapping, String key) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (isKey(tuple, key) && tuple.getValueNode() instanceof ScalarNode scalar) {
        return Mappings.isNull(scalar) ? "" : scalar.getValue();
      }
    }
    return "";
  }

  private static boolean isKey(NodeTuple tuple, String key) {
    return tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key);
  }
}
