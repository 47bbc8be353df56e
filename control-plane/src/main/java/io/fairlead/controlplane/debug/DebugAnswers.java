package io.fairlead.controlplane.debug;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.fairlead.controlplane.push.ConnectedProxies;
import io.fairlead.controlplane.push.ConnectedProxy;
import io.fairlead.pki.SpiffeId;
import io.fairlead.xds.Resource;
import io.fairlead.xds.ResourceType;
import io.fairlead.xds.Snapshot;
import io.fairlead.xds.server.ClientStream;
import io.fairlead.xds.server.Questions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers {@code istio.io/debug} and its two kin. Who has an identity in the mesh's root namespace
 * may ask for anything; others for what single proxies of their own namespace have.
 */
public final class DebugAnswers implements Questions {

  private static final String DEBUG = "istio.io/debug";
  private static final String SYNC = DEBUG + "/syncz";
  private static final String DUMP = DEBUG + "/config_dump";
  private static final String VERSION = "1";

  /** What those outside of the root namespace may ask. */
  private static final Set<String> FOR_ALL = Set.of("config_dump", "ndsz", "edsz");

  private final ConnectedProxies proxies;
  private final String rootNamespace;
  private final String name;

  /**
   * @param name of this control plane, which tools show beside each proxy
   */
  public DebugAnswers(ConnectedProxies proxies, String rootNamespace, String name) {
    this.proxies = proxies;
    this.rootNamespace = rootNamespace;
    this.name = name;
  }

  @Override
  public boolean takes(ResourceType type) {
    return type.url().equals(DEBUG) || type.url().equals(SYNC) || type.url().equals(DUMP);
  }

  @Override
  public String answerer() {
    return "{\"Component\":\"fairlead-control-plane\",\"ID\":\"" + name + "\",\"Info\":{}}";
  }

  @Override
  public List<Resource> answer(ClientStream asker, ResourceType type, List<String> names) {
    String namespace = SpiffeId.parse(asker.principal()).namespace();
    return switch (type.url()) {
      case SYNC ->
          seenBy(namespace).stream()
              .map(proxy -> resource(proxy.proxy().id(), Any.pack(SyncStatuses.config(proxy))))
              .toList();
      case DUMP ->
          names.stream()
              .limit(1)
              .flatMap(id -> find(namespace, id).stream())
              .flatMap(proxy -> ConfigDumps.parts(proxy.stream().offered()).stream())
              .map(part -> resource(part.getTypeUrl(), part))
              .toList();
      default -> {
        String asked = names.isEmpty() ? "" : names.getFirst();
        String body = names.size() == 1 ? body(namespace, asked) : "one resource name is needed";
        yield List.of(Resource.of(asked, VERSION, DEBUG, ByteString.copyFromUtf8(body)));
      }
    };
  }

  /** A question that cannot be answered costs nobody a stream: a sentence says what is wrong. */
  private String body(String namespace, String name) {
    URI uri;
    try {
      uri = new URI(name);
    } catch (URISyntaxException e) {
      return "the resource name is no path with a query: " + e.getReason();
    }
    String path = uri.getPath();
    if (!namespace.equals(rootNamespace) && !FOR_ALL.contains(path)) {
      return path + " is shown to identities of the namespace " + rootNamespace + " only";
    }
    return switch (path) {
      case "syncz" -> SyncStatuses.list(seenBy(namespace));
      case "config_dump" -> of(namespace, uri, ConfigDumps::whole);
      case "edsz" -> of(namespace, uri, ConfigDumps::endpoints);
      case "ndsz" -> of(namespace, uri, ConfigDumps::names);
      default -> "nothing is shown under " + path + ": ask for syncz, config_dump, edsz or ndsz";
    };
  }

  private String of(String namespace, URI uri, Function<Snapshot, String> shown) {
    String id = proxyId(uri);
    return find(namespace, id)
        .map(proxy -> shown.apply(proxy.stream().offered()))
        .orElse(
            "no proxy '"
                + id
                + "' is connected here in a namespace that you may see: ask with"
                + " ?proxyID=NAME.NAMESPACE");
  }

  private static String proxyId(URI uri) {
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    return Arrays.stream(query.split("&", -1))
        .filter(part -> part.startsWith("proxyID="))
        .map(part -> part.substring("proxyID=".length()))
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Those who only ask questions are no proxies, and are not shown. */
  private List<ConnectedProxy> seenBy(String namespace) {
    return proxies.all().stream()
        .filter(proxy -> !proxy.stream().node().getMetadata().containsFields("GENERATOR"))
        .filter(proxy -> mayLook(namespace, proxy))
        .sorted(Comparator.comparing((ConnectedProxy proxy) -> proxy.proxy().id()))
        .toList();
  }

  private boolean mayLook(String namespace, ConnectedProxy proxy) {
    return namespace.equals(rootNamespace) || proxy.proxy().namespace().equals(namespace);
  }

  /** By the whole node id, or by its third part, the name and namespace. */
  private Optional<ConnectedProxy> find(String namespace, String id) {
    return seenBy(namespace).stream()
        .filter(
            proxy ->
                proxy.proxy().id().equals(id)
                    || List.of(proxy.proxy().id().split("~", -1)).indexOf(id) == 2)
        .findFirst();
  }

  private static Resource resource(String name, Any body) {
    return Resource.of(name, VERSION, body.getTypeUrl(), body.getValue());
  }
}
