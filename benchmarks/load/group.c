// A group: messages said at a steady rate, and how long each took to every member. A message carries a mark that says
// which it is and when it was sent: @@, eight digits of number, sixteen of nanoseconds, all hexadecimal.
#define _GNU_SOURCE
#include "load.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MARK_BYTES 26
#define MESSAGES (1u << 20) // more than any run says
#define STRIDE 37           // speakers follow each other far apart: one person may not say five things a second
#define DRAIN_SECONDS 10.0  // what has not come by then is lost
#define DOUBLES_SECONDS 1.0 // and what should not come would have come

struct histogram say_to_see;
static struct histogram last_to_see;
static uint64_t out_of_order, before, run_began;
static uint32_t said;
static uint32_t *got;      // by message: how many members have it
static uint64_t *slowest;  // by message: its age at the last of them
static uint64_t catching_up_to;
static uint32_t caught_up;
static struct histogram catch_up;

static uint64_t hexadecimal(const uint8_t *at, int digits) {
    uint64_t value = 0;
    for (int i = 0; i < digits; i++)
        value = value << 4 | (uint64_t)(at[i] <= '9' ? at[i] - '0' : (at[i] | 32) - 'a' + 10);
    return value;
}

static void measure(const uint8_t *mark, uint64_t now) {
    uint64_t message = hexadecimal(mark + 2, 8), sent = hexadecimal(mark + 10, 16);
    if (!measuring || sent < run_began || message >= MESSAGES) {
        before++;
        return;
    }
    add_age(&say_to_see, now - sent);
    got[message]++;
    if (now - sent > slowest[message])
        slowest[message] = now - sent;
}

// A message of our own wire: its number must be one more than the last one's. A page may begin with what is known.
void heard(uint32_t index, uint64_t number, const uint8_t *text, size_t size, bool is_page) {
    struct person *person = &people[index];
    if (!person->joined || (is_page && number <= person->last))
        return;
    if (number != person->last + 1)
        out_of_order++;
    person->last = number;
    if (catching_up_to && number == catching_up_to) {
        caught_up++;
        add_age(&catch_up, now_ns() - person->connected_at);
    }
    if (size >= MARK_BYTES && text[0] == '@' && text[1] == '@')
        measure(text, now_ns());
}

// A message of another wire, whose framing we need not know: every mark in it, in order.
void scan(uint32_t index, const uint8_t *text, size_t size) {
    const uint8_t *end = text + size;
    uint64_t now = now_ns();
    while ((text = memmem(text, (size_t)(end - text), "@@", 2)) && end - text >= MARK_BYTES) {
        uint64_t number = hexadecimal(text + 2, 8) + 1;
        if (options.wire == PLAIN) {
            if (number != people[index].last + 1)
                out_of_order++;
            people[index].last = number;
        }
        measure(text, now);
        text += MARK_BYTES;
    }
}

static void write_mark(char *at) {
    char mark[MARK_BYTES + 1];
    snprintf(mark, sizeof mark, "@@%08x%016llx", said, (unsigned long long)now_ns());
    memcpy(at, mark, MARK_BYTES);
}

static void say_one(void) {
    static uint64_t nonce_base;
    static char *frame;
    static size_t frame_size;
    static uint32_t turns;
    uint32_t speaker;
    do
        speaker = (uint32_t)((uint64_t)turns * STRIDE % options.speakers);
    while (turns++, people[speaker].state != OPEN && turns % (2 * options.speakers));
    if (options.wire == YUNZHAN) {
        char text[2048];
        if (!nonce_base)
            nonce_base = (uint64_t)getpid() << 28;
        memset(text, '.', sizeof text);
        write_mark(text);
        say(speaker, nonce_base + said, text, options.text_bytes);
    } else {
        if (!frame)
            frame = slurp(options.say, &frame_size);
        static char *place;
        if (!place)
            place = memmem(frame, frame_size, "@@", 2);
        write_mark(place);
        send_frame(&people[speaker], options.say_is_text ? 1 : 2, (uint8_t *)frame, frame_size);
    }
    said++;
}

static void begin(void) {
    clear_histogram(&say_to_see);
    clear_histogram(&last_to_see);
    clear_histogram(&rounds);
    if (!got) {
        got = calloc(MESSAGES, sizeof *got);
        slowest = calloc(MESSAGES, sizeof *slowest);
    }
    out_of_order = before = 0;
    run_began = now_ns();
    measuring = true;
}

// Says `rate` messages a second for so long, by the clock: a slow server does not slow the asking. Rate 0 only listens.
void run_group(double seconds, double rate) {
    begin();
    uint32_t first = said;
    uint64_t end = run_began + (uint64_t)(seconds * 1e9), gap = rate > 0 ? (uint64_t)(1e9 / rate) : 0, due = run_began;
    double cpu = cpu_seconds();
    struct counters start = counters;
    uint64_t open = counters.open;
    for (uint64_t now = run_began; now < end; now = now_ns()) {
        for (; gap && due <= now; due += gap)
            say_one();
        turn_until(gap && due < end ? due : end);
    }
    uint64_t expected = open * (said - first), last = now_ns() + (uint64_t)(DRAIN_SECONDS * 1e9);
    while (say_to_see.count < expected && now_ns() < last)
        turn(5);
    for (uint64_t rest = now_ns() + (uint64_t)(DOUBLES_SECONDS * 1e9); now_ns() < rest;)
        turn(5);
    measuring = false;
    uint64_t complete = 0, doubled = 0;
    for (uint32_t message = first; message < said; message++) {
        complete += got[message] == open;
        doubled += got[message] > open;
        if (got[message])
            add_age(&last_to_see, slowest[message]);
    }
    printf("{\"event\":\"run\",\"seconds\":%.3f,\"said\":%u,\"members\":%lu,\"expected\":%lu,\"delivered\":%lu,"
           "\"out_of_order\":%lu,\"reached_all\":%lu,\"doubled\":%lu,\"bytes_in\":%lu,\"client_cpu_in\":%.3f,",
           seconds, said - first, (unsigned long)open, (unsigned long)expected,
           (unsigned long)say_to_see.count, (unsigned long)out_of_order, (unsigned long)complete,
           (unsigned long)doubled, (unsigned long)(counters.bytes - start.bytes), cpu_seconds() - cpu);
    print_histogram("say_to_see_ms", &say_to_see);
    print_histogram("say_to_last_ms", &last_to_see);
    print_histogram("client_round_ms", &rounds);
    print_counters();
}

// Everybody but the first `keep` loses the connection at once.
void drop_members(uint32_t keep) {
    for (uint32_t i = keep; i < options.people; i++)
        if (people[i].state != CLOSED)
            lose_person(i);
    for (int i = 0; i < 100; i++)
        turn(1);
    printf("{\"event\":\"dropped\",");
    print_counters();
}

// They come back together, each asking for what came after its last number; the age is connect() to the last missed one.
void bring_back(uint32_t keep, double seconds) {
    clear_histogram(&catch_up);
    out_of_order = caught_up = 0;
    catching_up_to = people[0].last;
    uint64_t began = now_ns(), missed = catching_up_to - people[keep].last;
    bool all = open_everybody(keep, options.people, seconds);
    uint64_t end = began + (uint64_t)(seconds * 1e9);
    while (caught_up < options.people - keep && now_ns() < end)
        turn(5);
    printf("{\"event\":\"back\",\"seconds\":%.3f,\"all_in\":%s,\"missed_each\":%lu,\"caught_up\":%u,\"of\":%u,"
           "\"out_of_order\":%lu,",
           (double)(now_ns() - began) / 1e9, all ? "true" : "false", (unsigned long)missed, caught_up,
           options.people - keep, (unsigned long)out_of_order);
    catching_up_to = 0;
    print_histogram("connect_to_caught_up_ms", &catch_up);
    print_counters();
}
