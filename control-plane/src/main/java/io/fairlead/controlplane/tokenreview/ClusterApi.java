package io.fairlead.controlplane.tokenreview;

import io.fairlead.controlplane.apiserver.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** One cluster's API, of which one call is used. Its roots are read again when the file changes. */
final class ClusterApi {

  private static final int LARGEST_ANSWER = 64 << 10;
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final Cluster cluster;

  /** Guarded by this object's monitor. */
  private @Nullable Known known;

  private record Known(String roots, ApiServer.Session session) {}

  ClusterApi(Cluster cluster) {
    this.cluster = cluster;
  }

  Cluster cluster() {
    return cluster;
  }

  /** Answers a TokenReview as the cluster does. */
  String review(String question) throws IOException, InterruptedException {
    ApiServer.Answer answer =
        session().post("/apis/authentication.k8s.io/v1/tokenreviews", question, LARGEST_ANSWER);
    if (answer.code() != CREATED && answer.code() != OK) {
      throw new IOException(
          "the API server answers " + answer.code() + ": may our account review tokens?");
    }
    return answer.body();
  }

  /** Reviews that go on by older roots end by themselves, so that session is not closed. */
  private ApiServer.Session session() throws IOException {
    String roots = Files.readString(cluster.api().caFile());
    synchronized (this) {
      Known now = known;
      if (now == null || !now.roots().equals(roots)) {
        now = new Known(roots, cluster.api().open());
        known = now;
      }
      return now.session();
    }
  }
}
