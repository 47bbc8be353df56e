package io.fairlead.cli.cluster;

import io.fairlead.cli.cluster.MeshChoices.Exposure;
import io.fairlead.cli.cluster.MeshChoices.Images;
import io.fairlead.cli.cluster.MeshChoices.Mesh;
import io.fairlead.cli.cluster.MeshChoices.Place;
import io.fairlead.cli.exit.Failure;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What people may choose of a control plane on the command line. */
public final class MeshOptions {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,253}[a-z0-9])?");
  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,254}");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}");
  private static final Pattern TYPE = Pattern.compile("ClusterIP|LoadBalancer");

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "fairlead-system",
      description = "Where the control plane runs (default: ${DEFAULT-VALUE}).")
  private String namespace = "";

  @Option(
      names = "--hub",
      paramLabel = "REGISTRY",
      required = true,
      description =
          "The registry and path that the images come from, such as example.com/fairlead.")
  private String hub = "";

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      defaultValue = "",
      description = "The tag of the images (default: the version of the chart).")
  private String tag = "";

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      defaultValue = "Kubernetes",
      description = "The name of this cluster (default: ${DEFAULT-VALUE}).")
  private String cluster = "";

  @Option(
      names = "--network",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The network of its pods (default: what its namespace's label says).")
  private String network = "";

  @Option(
      names = "--mesh-id",
      paramLabel = "NAME",
      defaultValue = "fairlead",
      description = "The name of the mesh (default: ${DEFAULT-VALUE}).")
  private String meshId = "";

  @Option(
      names = "--trust-domain",
      paramLabel = "NAME",
      defaultValue = "cluster.local",
      description = "The trust domain of all identities (default: ${DEFAULT-VALUE}).")
  private String trustDomain = "";

  @Option(
      names = "--advertise",
      paramLabel = "HOST:PORT",
      description = "What hosts outside of the cluster connect to. May be given several times.")
  private List<String> advertise = List.of();

  @Option(
      names = "--service-type",
      paramLabel = "TYPE",
      defaultValue = "ClusterIP",
      description = "ClusterIP or LoadBalancer (default: ${DEFAULT-VALUE}).")
  private String serviceType = "";

  @Option(
      names = "--remote-clusters",
      description = "Reads the clusters that 'fairlead kube connect' writes into its namespace.")
  private boolean remoteClusters;

  public MeshChoices choices() {
    advertise.forEach(address -> checked("--advertise", ADDRESS, address, "host:port"));
    return new MeshChoices(
        checked("--namespace", LABEL, namespace, "a name of a namespace"),
        new Images(
            checked("--hub", IMAGE, hub, "a registry and path").replaceAll("/+$", ""),
            tag.isEmpty() ? tag : checked("--tag", TAG, tag, "a tag")),
        new Place(
            checked("--cluster", NAME, cluster, "a name"),
            network.isEmpty() ? network : checked("--network", NAME, network, "a name")),
        new Mesh(
            checked("--mesh-id", NAME, meshId, "a name"),
            checked("--trust-domain", DOMAIN, trustDomain, "a domain")),
        new Exposure(
            advertise, checked("--service-type", TYPE, serviceType, "ClusterIP or LoadBalancer")),
        remoteClusters);
  }

  static String checked(String option, Pattern form, String value, String expected) {
    if (!form.matcher(value).matches()) {
      throw Failure.usage("%s: expected %s, but found '%s'".formatted(option, expected, value));
    }
    return value;
  }
}
