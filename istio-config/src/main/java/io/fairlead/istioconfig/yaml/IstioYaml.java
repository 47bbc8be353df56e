package io.fairlead.istioconfig.yaml;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;

/** Reads and writes resources as kubectl's users do: several documents, YAML or JSON. */
public final class IstioYaml {

  private IstioYaml() {}

  /**
   * Reads every resource of a text and tells every problem; nothing that a text may hold makes it
   * throw. A resource with a problem is not among the values; whether the others may be used is for
   * the caller to decide.
   *
   * @param file named in problems
   */
  public static Parsed<IstioResource> read(String file, String text) {
    Findings findings = new Findings(file);
    ResourceDocuments documents = new ResourceDocuments(findings);
    YamlDocuments.read(text, findings, documents::take);
    return documents.parsed();
  }

  /** One document in block style, with sorted keys where the order says nothing. */
  public static String write(IstioResource resource) {
    return YamlText.of(ResourceTree.of(resource));
  }
}
