package dev.interline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({"10.0.0.0/8,10.255.1.2,true", "10.0.0.0/8,11.0.0.1,false", "10.1.2.0/23,10.1.3.255,true",
            "10.1.2.0/23,10.1.4.0,false", "127.0.0.1,127.0.0.1,true", "127.0.0.1,127.0.0.2,false",
            "0.0.0.0/0,8.8.8.8,true", "0.0.0.0/0,::1,false", "fd00::/8,fd12::1,true", "fd00::/8,fe00::1,false",
            "10.0.0.0/8,example.com,false", "10.0.0.0/8,'',false"})
    void knowsItsAddresses(String network, String address, boolean contained) {
        assertThat(Network.parse(network).contains(address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0/8/9", "::1/129"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
