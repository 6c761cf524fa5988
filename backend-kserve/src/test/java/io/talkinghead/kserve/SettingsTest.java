package io.talkinghead.kserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkinghead.Backends;
import io.talkinghead.engine.Device;
import io.talkinghead.engine.EngineOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @AfterEach
    void forget() {
        System.clearProperty(Settings.URL);
        System.clearProperty(Settings.DEADLINE);
    }

    private static Backends.Found reported(EngineOptions options) {
        return Backends.report(options).stream()
                .filter(found -> found.id().equals("kserve"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void report_withoutAUrl_tellsHowToNameTheServer() {
        Backends.Found found = reported(EngineOptions.defaults());
        assertThat(found.usable()).isFalse();
        assertThat(found.detail()).contains("no model server is named", "talkinghead.kserve.url");
    }

    @Test
    void report_withAUrl_isUsableWithoutAskingIt() {
        System.setProperty(Settings.URL, "http://nowhere.invalid:8000/");
        Backends.Found found = reported(EngineOptions.defaults());
        assertThat(found.usable()).isTrue();
        assertThat(found.priority()).isEqualTo(300);
        assertThat(found.detail()).contains("http://nowhere.invalid:8000");
    }

    @Test
    void report_withADeviceOfThisMachine_isRefused() {
        System.setProperty(Settings.URL, "http://nowhere.invalid:8000");
        assertThat(reported(EngineOptions.defaults().withDevice(Device.cuda(0))).detail())
                .contains("chooses among its own", "leave the device out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "ftp://nowhere", "http://", "http://a b", "http://nowhere?x=1"})
    void report_withWhatIsNoUrl_saysSo(String url) {
        System.setProperty(Settings.URL, url);
        assertThat(reported(EngineOptions.defaults()).detail()).contains(url, "http://HOST:8000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "PT0S", "PT-1S"})
    void report_withWhatIsNoDeadline_saysSo(String deadline) {
        System.setProperty(Settings.URL, "http://nowhere.invalid");
        System.setProperty(Settings.DEADLINE, deadline);
        assertThat(reported(EngineOptions.defaults()).detail()).contains(Settings.DEADLINE, deadline);
    }

    @Test
    void read_pathAndDeadline_areKept() {
        System.setProperty(Settings.URL, " https://fleet.invalid/heads/// ");
        System.setProperty(Settings.DEADLINE, "PT2.5S");
        Settings settings = Settings.read().orElseThrow();
        assertThat(settings.url()).hasToString("https://fleet.invalid/heads");
        assertThat(settings.deadline()).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void diagnose_serverThatIsNotThere_tellsIt() {
        System.setProperty(Settings.URL, "http://127.0.0.1:1");
        assertThat(new KserveBackendProvider().diagnose())
                .singleElement()
                .asString()
                .contains("missing", "TH-409");
    }
}
