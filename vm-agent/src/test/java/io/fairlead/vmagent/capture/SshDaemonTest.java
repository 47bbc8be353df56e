package io.fairlead.vmagent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SshDaemonTest {

  @Test
  void findsEveryPortThatSshdIsSetToListenOn() {
    assertThat(
            SshDaemon.parse(
                """
                port 22
                port 2222
                addressfamily any
                listenaddress [::]:22
                listenaddress 10.0.0.7:2200
                maxstartups 10:30:100
                permitrootlogin yes
                """))
        .containsExactly(22, 2200, 2222);
  }

  @Test
  void findsNothingInWhatIsNoAnswerOfSshd() {
    assertThat(SshDaemon.parse("sshd: no hostkeys available -- exiting.\nport 99999\n")).isEmpty();
  }
}
