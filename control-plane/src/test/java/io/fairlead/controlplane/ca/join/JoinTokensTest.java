package io.fairlead.controlplane.ca.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.controlplane.ca.join.JoinToken.State;
import io.fairlead.controlplane.caller.Secret;
import io.fairlead.controlplane.store.SqliteStore;
import io.fairlead.controlplane.store.StateStore;
import io.fairlead.model.ResourceName;
import io.fairlead.testing.FakeClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinTokensTest {

  private static final ResourceName GROUP = new ResourceName("shop", "web");
  private static final Duration HOUR = Duration.ofHours(1);

  private final FakeClock clock = FakeClock.at("2026-11-22T10:00:00Z");
  @TempDir private Path directory;
  private SqliteStore store;
  private JoinTokens tokens;

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory.resolve("store.db"));
    tokens = new JoinTokens(store, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void redeem(Secret secret) throws JoinRefused {
    tokens.redeem(tokens.prove(secret), "vm1");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Secret secret) {
    return assertThatThrownBy(() -> redeem(secret)).isInstanceOf(JoinRefused.class);
  }

  private State onlyState() {
    return tokens.list().getFirst().state();
  }

  @Test
  void showsASecretOfKnownForm() {
    var created = tokens.create(GROUP, HOUR);

    assertThat(created.secret().reveal())
        .matches("flj_[0-9a-f]{12}_[A-Za-z0-9_-]{43}")
        .contains(created.token().id());
    assertThat(created.toString()).doesNotContain(created.secret().reveal());
  }

  @Test
  void keepsOnlyTheHashOfTheSecret() throws Exception {
    String secret = tokens.create(GROUP, HOUR).secret().reveal();
    String random = secret.substring(secret.length() - 43);

    assertThat(store.list("join-tokens"))
        .extracting(StateStore.Entry::value)
        .noneMatch(value -> value.toStringUtf8().contains(random));
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .doesNotContain(random);
      }
    }
  }

  @Test
  void letsOneHostIn() throws Exception {
    var created = tokens.create(GROUP, HOUR);
    redeem(created.secret());

    assertThat(tokens.list())
        .containsExactly(
            new JoinToken(
                created.token().id(),
                GROUP,
                clock.instant(),
                clock.instant().plus(HOUR),
                State.REDEEMED,
                "vm1"));
    assertRefused(created.secret())
        .hasMessage(
            "the join token was already used by vm1: make a new one with `fairlead token create`");
  }

  @Test
  void lastsUntilItsEndAndNotLonger() throws Exception {
    var created = tokens.create(GROUP, HOUR);
    clock.advance(HOUR.minusMillis(1));
    tokens.prove(created.secret());
    clock.advance(Duration.ofMillis(1));

    assertRefused(created.secret()).hasMessageContaining("expired at 2026-11-22T11:00:00Z");
    assertThat(onlyState()).isEqualTo(State.EXPIRED);
  }

  @Test
  void expiresEvenBetweenTheTwoSteps() throws Exception {
    var proven = tokens.prove(tokens.create(GROUP, HOUR).secret());
    clock.advance(HOUR);

    assertThatThrownBy(() -> tokens.redeem(proven, "vm1")).isInstanceOf(JoinRefused.class);
  }

  @Test
  void refusesARevokedToken() {
    var created = tokens.create(GROUP, HOUR);

    assertThat(tokens.revoke(created.token().id()).map(JoinToken::state)).contains(State.REVOKED);
    assertRefused(created.secret()).hasMessageContaining("was revoked");
  }

  @Test
  void leavesAUsedTokenUsedWhenItIsRevoked() throws Exception {
    var created = tokens.create(GROUP, HOUR);
    redeem(created.secret());

    assertThat(tokens.revoke(created.token().id()).map(JoinToken::state)).contains(State.REDEEMED);
    assertThat(tokens.revoke("000000000000")).isEqualTo(Optional.empty());
  }

  @Test
  void saysTheSameOfEveryTokenThatIsNotGenuine() {
    String good = tokens.create(GROUP, HOUR).secret().reveal();
    String wrongEnd = good.substring(0, 59) + (good.endsWith("A") ? "B" : "A");
    String unknownId = "flj_000000000000_" + good.substring(17);

    for (String bad :
        new String[] {wrongEnd, unknownId, "", "flj_", good + "x", good.strip() + "\n"}) {
      assertRefused(new Secret(bad))
          .hasMessage(
              "the join token is not one of this mesh: copy it whole, or make a new one with `fairlead token create`");
    }
    assertThat(onlyState()).isEqualTo(State.OPEN);
  }

  @Test
  void letsExactlyOneOfAHundredIn() throws Exception {
    Secret secret = tokens.create(GROUP, HOUR).secret();
    Callable<Boolean> attempt =
        () -> {
          try {
            redeem(secret);
            return true;
          } catch (JoinRefused e) {
            return false;
          }
        };
    int admitted = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result :
          threads.invokeAll(IntStream.range(0, 100).mapToObj(i -> attempt).toList())) {
        admitted += result.get() ? 1 : 0;
      }
    }

    assertThat(admitted).isEqualTo(1);
  }

  @Test
  void staysUsedOverARestart() throws Exception {
    Secret secret = tokens.create(GROUP, HOUR).secret();
    redeem(secret);
    store.close();
    open();

    assertRefused(secret).hasMessageContaining("already used");
  }

  @Test
  void refusesNamesAndLifetimesThatCannotBe() {
    assertThatThrownBy(() -> tokens.create(new ResourceName("a\tb", "web"), HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("namespace");
    for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofDays(31), Duration.ofHours(-1)}) {
      assertThatThrownBy(() -> tokens.create(GROUP, bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("between a minute and 30 days");
    }
  }

  @Test
  void forgetsTokensAMonthAfterTheirEnd() {
    tokens.create(GROUP, HOUR);
    clock.advance(Duration.ofDays(31));
    var later = tokens.create(GROUP, HOUR);

    assertThat(tokens.list()).containsExactly(later.token());
  }
}
