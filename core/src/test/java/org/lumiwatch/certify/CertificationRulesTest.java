package org.lumiwatch.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.InvalidDataException;

class CertificationRulesTest {
    @Test
    void whatIsWrittenIsReadBack(@TempDir Path folder) throws IOException {
        CertificationRules standard = CertificationRules.standard();
        Path file = Files.writeString(folder.resolve("rules.json"), standard.json());
        assertThat(CertificationRules.read(file)).isEqualTo(standard);
    }

    @Test
    void whatIsLeftOutIsStandard() {
        CertificationRules rules = RulesJson.parse("rules.json", "{\"requiredBits\": [\"ebp_ready\"]}");
        assertThat(rules.requirements().bits()).containsExactly("ebp_ready");
        assertThat(rules.tolerance()).isEqualTo(CertificationRules.standard().tolerance());
    }

    @Test
    void anUnknownKeyIsNotOverlooked() {
        assertThatThrownBy(() -> RulesJson.parse("rules.json", "{\"impactLimits\": 0.5}"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("rules.json: impactLimits (expected: one of impactLimit, ")
                .hasMessageEndingWith("; correct the key");
    }

    @Test
    void aWrongValueIsNamedWithItsKey() {
        assertThatThrownBy(() -> RulesJson.parse("rules.json", "{\"undecided\": {\"*\": \"fine\"}}"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("rules.json: undecided.*: \"fine\" (expected: good, undecided or bad)");
        assertThatThrownBy(() -> RulesJson.parse("rules.json", "{\"impactLimit\": 3}"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("rules.json: tolerance: 3.0 of cells, 0 groups (expected: 0 to 1, >= 0)");
        assertThatThrownBy(() -> RulesJson.parse("rules.json", "{"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("rules.json: ");
    }

    @Test
    void rulesReadAsPlainWords() {
        assertThat(CertificationRules.standard().text())
                .containsExactly(
                        "* must have a verdict; without one undecided",
                        "findings on more than 1 % of an element's live cells, or on more than 0 whole hardware groups, are bad",
                        "a required element that is undecided: otherwise is undecided, neverScored is good",
                        "labels of trust 0.9 and more overrule all else");
    }
}
