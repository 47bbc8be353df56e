package io.fairlead.controlplane.tokenreview;

import com.google.protobuf.InvalidProtocolBufferException;
import io.fairlead.controlplane.caller.Bearer;
import io.fairlead.controlplane.caller.BearerTokens;
import io.fairlead.controlplane.caller.Refusals;
import io.fairlead.controlplane.caller.Secret;
import io.fairlead.controlplane.caller.ServerTls;
import io.fairlead.pki.SpiffeId;
import io.fairlead.pki.TrustDomain;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tokens of Kubernetes service accounts: the cluster that gave one says whose it is, and that
 * account is who calls. The cluster is the one that the caller names, else the only one there is.
 */
public final class TokenReviews implements BearerTokens {

  private static final Logger log = LoggerFactory.getLogger(TokenReviews.class);

  /** Three parts in base64 with dots between them: a signed JSON web token. */
  private static final Pattern FORM = Pattern.compile("[\\w-]{1,4096}(\\.[\\w-]{1,8192}){2}");

  private static final int AT_ONCE = 16;

  private final TrustDomain trustDomain;
  private final List<ClusterApi> clusters;
  private final Semaphore reviews = new Semaphore(AT_ONCE);

  public TokenReviews(TrustDomain trustDomain, List<Cluster> clusters) {
    this.trustDomain = trustDomain;
    this.clusters = clusters.stream().map(ClusterApi::new).toList();
  }

  @Override
  public Optional<SpiffeId> member(Bearer bearer) {
    if (clusters.isEmpty() || !FORM.matcher(bearer.token().reveal()).matches()) {
      return Optional.empty();
    }
    ClusterApi api = api(bearer.cluster());
    Review.Account account =
        reviewed(api, bearer.token())
            .orElseThrow(
                () ->
                    Refusals.unauthenticated(
                        "the cluster "
                            + api.cluster().name()
                            + " does not know the token as one of a service account for the"
                            + " audience "
                            + String.join(" or ", api.cluster().audiences())
                            + ": make a new one"));
    return Optional.of(id(account));
  }

  private ClusterApi api(String name) {
    if (clusters.size() == 1) {
      return clusters.getFirst();
    }
    return clusters.stream()
        .filter(api -> api.cluster().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Refusals.unauthenticated(
                    "the caller's cluster id names none of the clusters in tokenReview: set"
                        + " ISTIO_META_CLUSTER_ID"));
  }

  private Optional<Review.Account> reviewed(ClusterApi api, Secret token) {
    if (!reviews.tryAcquire()) {
      throw Refusals.unavailable("too many tokens are looked at already: try again");
    }
    try {
      return Review.answer(
          api.review(Review.question(token.reveal(), api.cluster().audiences())),
          api.cluster().audiences());
    } catch (InvalidProtocolBufferException e) {
      throw failed(api, new IOException("the answer is no TokenReview", e));
    } catch (IOException e) {
      throw failed(api, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.unavailable("this control plane stops");
    } finally {
      reviews.release();
    }
  }

  private static RuntimeException failed(ClusterApi api, IOException cause) {
    log.atWarn()
        .addKeyValue("cluster", api.cluster().name())
        .addKeyValue("reason", cause.getMessage())
        .log("A cluster does not review tokens; its members cannot join");
    return Refusals.unavailable(
        "the cluster " + api.cluster().name() + " cannot be asked for the token at the moment");
  }

  private SpiffeId id(Review.Account account) {
    SpiffeId id = trustDomain.id(account.namespace(), account.name());
    if (id.equals(ServerTls.serverId(trustDomain))) {
      throw Refusals.forbidden("the control plane's own account is nobody else's");
    }
    return id;
  }
}
