// What the parts of the load client share: people, counters, histograms. Measuring only, loopback only, never installed.
// Clocks: every time is CLOCK_MONOTONIC of this machine, read by this one process when it sends and when it reads,
// so that no offset between two clocks can enter a figure.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum state { CLOSED, CONNECTING, SHAKING, OPEN };
enum wire { YUNZHAN, PLAIN, COLYSEUS };

// One connection. Kept small: a million of them are held in some fifty processes.
struct person {
    int fd;
    uint8_t state;
    uint8_t greeted, joined, entered;
    uint32_t partial_size;
    uint16_t node;         // which of the ports it goes to
    uint8_t *partial;      // the front of a frame whose end has not come yet
    uint64_t last;         // the last group message's number
    uint64_t connected_at; // when connect() was called
};

// 50 microseconds a bin up to 20 s; what is older counts in the last bin, nothing is left out.
#define BIN_NS 50000ull
#define BINS 400000
struct histogram {
    uint64_t count;
    uint64_t most_ns;
    uint32_t *bins;
};

struct options {
    enum wire wire;
    uint32_t people, first_number, in_flight, sources;
    uint32_t ports, port;
    const char *path, *paths, *subprotocol;
    const char *pass_template, *key; // our wire: the pass's JSON with @@@@@@@@ where the person's number goes
    const char *hall, *group;
    uint32_t width_cm, depth_cm, watchers; // space: where they walk, how many of them read every record
    const char *hello[8];                  // other wires: files with frames to send after the handshake
    bool hello_is_text[8];
    uint32_t hellos;
    const char *say; // other wires: a file with the frame to publish, @@ and 24 more bytes in it for the mark
    bool say_is_text;
    const char *names; // Colyseus: a file with one `reference number` a line
    uint32_t text_bytes, speakers;
    double open_seconds;
};

struct counters {
    uint64_t open, lost, refused_by_server, failed, unsent;
    uint64_t bytes, frames, messages, pongs;
    uint64_t greeted, joined, entered, notices, corrected, refusals;
    uint64_t close_code; // the last one a server gave
};

extern struct options options;
extern struct person *people;
extern struct counters counters;
extern bool measuring;

// connections.c
uint64_t now_ns(void);
void start_epoll(void);
void open_person(uint32_t index);
void lose_person(uint32_t index);
bool open_everybody(uint32_t from, uint32_t to, double seconds);
bool send_frame(struct person *person, uint8_t opcode, const uint8_t *payload, size_t size);
bool send_frames(struct person *person, const uint8_t *const *payloads, const size_t *sizes, uint32_t count);
void turn_until(uint64_t due); // one round of epoll; its length goes to `rounds`
void turn(int wait_ms);
bool is_ready(const struct person *person);
extern struct histogram rounds;

// passes.c
size_t sign_pass(char *out, uint32_t number);

// yunzhan.c: our wire, as docs/reference/wire.md has it
void greet(uint32_t index);
void take_message(uint32_t index, const uint8_t *message, size_t size);
void say(uint32_t index, uint64_t nonce, const char *text, size_t size);

// group.c
extern struct histogram say_to_see;
void heard(uint32_t index, uint64_t number, const uint8_t *text, size_t size, bool is_page);
void scan(uint32_t index, const uint8_t *text, size_t size);
void run_group(double seconds, double rate);
void drop_members(uint32_t keep);
void bring_back(uint32_t keep, double seconds);

// storm.c
void weather_storm(double seconds);

// space.c
void start_space(void);
void arrived(uint32_t index, uint16_t id, uint32_t who); // `index` was told that `who` has this id
void placed(uint32_t index, uint16_t me, uint16_t x, uint16_t z, uint16_t cell_cm, uint8_t columns);
void see_places(uint32_t index, const uint8_t *message, size_t size);
void see_patch(uint32_t index, const uint8_t *message, size_t size);
void start_place(uint32_t index, uint16_t *x, uint16_t *z);
void run_space(double seconds, double rate);

// histogram.c
void clear_histogram(struct histogram *histogram);
void add_age(struct histogram *histogram, uint64_t ns);
double share_ms(const struct histogram *histogram, double share);
void print_histogram(const char *name, const struct histogram *histogram);
void print_counters(void);
double cpu_seconds(void);
char *slurp(const char *path, size_t *size);
