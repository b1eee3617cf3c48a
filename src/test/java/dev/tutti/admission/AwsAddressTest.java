package dev.tutti.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only addresses of SNS in the region of the topic are called, however they are dressed. */
class AwsAddressTest {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:guardduty";
    private static final String HOST = "https://sns.eu-central-1.amazonaws.com";

    @Test
    void aCertificateOfTheRegionIsFetched() {
        assertThat(AwsAddress.ofCertificate(HOST + "/SimpleNotificationService-0a1b.pem", TOPIC))
                .isPresent();
        assertThat(AwsAddress.ofCertificate(
                        "https://sns.cn-north-1.amazonaws.com.cn/a.pem", "arn:aws-cn:sns:cn-north-1:123456789012:t"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a.pem",
                "http://sns.eu-central-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com/a.pem",
                "https://sns.eu-central-1.amazonaws.com:8443/a.pem",
                "https://sns.eu-central-1.amazonaws.com:443/a.pem",
                "https://sns.eu-central-1.amazonaws.com@evil.example/a.pem",
                "https://evil.example/sns.eu-central-1.amazonaws.com/a.pem",
                "https://sns.eu-central-1.amazonaws.com.evil.example/a.pem",
                "https://evil.example#sns.eu-central-1.amazonaws.com/a.pem",
                "https://sns.eu-central-1.amazonaws.com/a.pem?x=1",
                "https://sns.eu-central-1.amazonaws.com/a.pem#x",
                "https://sns.eu-central-1.amazonaws.com/a.txt",
                "https://sns.eu-central-1.amazonaws.com./a.pem",
                "https://SNS.eu-central-1.amazonaws.com/a.pem",
                "https://xsns.eu-central-1.amazonaws.com/a.pem",
                "https://sns.eu-central-1.amazonaws.com%2F.evil.example/a.pem",
                "https://s3.eu-central-1.amazonaws.com/bucket/a.pem",
                "https://sns.eu-central-1.amazonaws.co/a.pem",
                "file:///etc/passwd.pem",
                "https://[::1]/a.pem",
                "https://169.254.169.254/a.pem"
            })
    void nothingElseIs(String address) {
        assertThat(AwsAddress.ofCertificate(address, TOPIC)).isEmpty();
    }

    @Test
    void aSubscriptionIsConfirmedAtTheSameHostAndNothingElseIsAskedOfIt() {
        String confirm = HOST + "/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336";

        assertThat(AwsAddress.ofConfirmation(confirm, TOPIC)).isPresent();
        assertThat(AwsAddress.ofConfirmation(confirm.replace("Confirm", "Delete"), TOPIC))
                .isEmpty();
        assertThat(AwsAddress.ofConfirmation(HOST + "/", TOPIC)).isEmpty();
        assertThat(AwsAddress.ofConfirmation(confirm.replace("sns.eu", "sns.evil.eu"), TOPIC))
                .isEmpty();
    }
}
