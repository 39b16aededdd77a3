package dev.interline.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecallTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            My name is Ada.                       | What is my name?                   | Your name is Ada.
            Hi, I'm Grace Hopper!                 | Who am I?                          | Your name is Grace Hopper.
            My favorite color is teal             | what's my favorite color?          | Your favorite color is teal.
            My dog's name is Rex, a terrier       | Do you remember my dog's name?     | Your dog's name is Rex.
            The secret word is "pineapple"        | What is the secret word?           | pineapple
            I live in Lisbon                      | Where do I live?                   | I live in Lisbon
            Our meeting is at 15:30 on Friday     | When is our meeting?               | at 15:30 on Friday
            Version 3.14 fixed the parser         | Which version fixed the parser?    | Version 3.14 fixed the parser
            My cat is Tom and my dog is Rex       | Tell me what my dog is called      | Your dog is Rex.
            """)
    void answersFromTheConversation(String said, String question, String expected) {
        assertThat(String.join(" ", Recall.in(List.of("Hello there", said, "Thanks"), question))).contains(expected);
    }

    @Test
    void believesWhatWasSaidLast() {
        assertThat(Recall.in(List.of("My name is Ada", "Sorry, my name is Grace"), "What is my name?"))
                .singleElement()
                .asString()
                .contains("Grace")
                .doesNotContain("Ada");
    }

    @Test
    void makesNothingUp() {
        assertThat(Recall.in(List.of("Hello"), "What is my name?")).isEmpty();
        assertThat(Recall.in(List.of("My name is Ada"), "Good morning.")).isEmpty();
    }

    @Test
    void quotesTheFirstMessageOnRequest() {
        assertThat(Recall.in(List.of("Blue whales", "Red foxes"), "What was my first message?").toString())
                .contains("Blue whales");
    }

    @Test
    void quotesWhatWasSaidBeforeEvenWithoutAQuestion() {
        assertThat(Asking.user("I am building a boat")
                .says(Role.ASSISTANT, "Nice")
                .says(Role.USER, "Go on.")
                .play()
                .text()).contains("“I am building a boat”").contains("“Go on.”");
    }

    @Test
    void saysWhatItIsAskedToSay() {
        assertThat(Asking.user("Reply with exactly the word pong").play().text()).startsWith("pong.");
        assertThat(Asking.user("Please say \"hello world\"").play().text()).startsWith("hello world.");
        assertThat(Asking.user("Say hello!").play().text()).startsWith("hello.");
        assertThat(Asking.user("Say something nice about my aunt").play().text()).doesNotStartWith("something");
    }

    @Test
    void showsTheBeginningOfAVeryLongMessage() {
        String text = Asking.user("begin " + "long ".repeat(5_000)).play().text();

        assertThat(text).contains("“begin long long").contains("25,005 characters").hasSizeLessThan(1_500);
    }
}
