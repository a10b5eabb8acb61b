// Sockets on one epoll: connect, WebSocket handshake, frames in and out. What a message means is decided by the wires.
#define _GNU_SOURCE
#include "load.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define EVENTS 128 // a short round: what comes meanwhile waits for at most this many others
#define READ_BYTES (1u << 20)
#define SEND_BYTES 8192
#define FIRST_SOURCE 0x7f010001u // 127.1.0.1: addresses of our own, each with its own range of ports
#define TEXT_FRAME 1
#define BINARY_FRAME 2

struct histogram rounds;
static int epoll_fd;
static uint8_t *buffer;
static uint32_t mask_state = 0x9e3779b9;

uint64_t now_ns(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (uint64_t)at.tv_sec * 1000000000ull + (uint64_t)at.tv_nsec;
}

void start_epoll(void) {
    epoll_fd = epoll_create1(0);
    buffer = malloc(READ_BYTES);
    clear_histogram(&rounds);
}

static size_t put_frame(uint8_t *out, uint8_t opcode, const uint8_t *payload, size_t size) {
    size_t head = 2;
    out[0] = 0x80 | opcode;
    if (size < 126) {
        out[1] = 0x80 | (uint8_t)size;
    } else {
        out[1] = 0x80 | 126;
        out[2] = (uint8_t)(size >> 8);
        out[3] = (uint8_t)size;
        head = 4;
    }
    mask_state ^= mask_state << 13; // a mask that differs from frame to frame, as a browser's does
    mask_state ^= mask_state >> 17;
    mask_state ^= mask_state << 5;
    memcpy(out + head, &mask_state, 4);
    const uint8_t *mask = out + head;
    for (size_t i = 0; i < size; i++)
        out[head + 4 + i] = payload[i] ^ mask[i & 3];
    return head + 4 + size;
}

bool send_frames(struct person *person, const uint8_t *const *payloads, const size_t *sizes, uint32_t count) {
    uint8_t out[2 * SEND_BYTES];
    size_t size = 0;
    for (uint32_t i = 0; i < count && size + sizes[i] + 8 <= sizeof out; i++)
        size += put_frame(out + size, BINARY_FRAME, payloads[i], sizes[i]);
    if (send(person->fd, out, size, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)size)
        return true;
    counters.unsent++;
    return false;
}

bool send_frame(struct person *person, uint8_t opcode, const uint8_t *payload, size_t size) {
    uint8_t out[SEND_BYTES + 8];
    size_t whole = size <= SEND_BYTES ? put_frame(out, opcode, payload, size) : 0;
    if (whole && send(person->fd, out, whole, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)whole)
        return true;
    counters.unsent++;
    return false;
}

static void watch_for(uint32_t index, int action, uint32_t events) {
    struct epoll_event event = {.events = events, .data.u32 = index};
    epoll_ctl(epoll_fd, action, people[index].fd, &event);
}

static const char *path_of(uint32_t index) {
    static char **paths;
    if (!options.paths)
        return options.path;
    if (!paths) {
        size_t size;
        char *text = slurp(options.paths, &size), *line = strtok(text, "\n");
        paths = calloc(options.people, sizeof *paths);
        for (uint32_t i = 0; i < options.people && line; i++, line = strtok(NULL, "\n"))
            paths[i] = line;
    }
    return paths[index] ? paths[index] : "/";
}

// Sends the request for a WebSocket; false where the connection does not take it.
static bool ask_for_websocket(uint32_t index) {
    struct person *person = &people[index];
    char request[1024];
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Key: eXVuemhhbiBsb2FkIGNsLg==\r\nSec-WebSocket-Version: 13\r\n%s%s%s\r\n",
                          path_of(index), options.port, options.subprotocol ? "Sec-WebSocket-Protocol: " : "",
                          options.subprotocol ? options.subprotocol : "", options.subprotocol ? "\r\n" : "");
    if (send(person->fd, request, (size_t)length, MSG_NOSIGNAL) != length)
        return false;
    person->state = SHAKING;
    return true;
}

void open_person(uint32_t index) {
    struct person *person = &people[index];
    struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET};
    int one = 1;
    struct linger now = {1, 0}; // closing sends RST: no TIME_WAIT eats the ports of the next run
    from.sin_addr.s_addr = htonl(FIRST_SOURCE + index % options.sources);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons((uint16_t)(options.port + person->node));
    person->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    person->connected_at = now_ns();
    if (person->fd < 0) {
        counters.failed++;
        return;
    }
    setsockopt(person->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    setsockopt(person->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(person->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    if (bind(person->fd, (struct sockaddr *)&from, sizeof from) ||
        (connect(person->fd, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS)) {
        close(person->fd);
        counters.failed++;
        return;
    }
    person->state = CONNECTING;
    // over loopback the other end has answered already: the request goes along, and the socket is watched once
    if (ask_for_websocket(index))
        watch_for(index, EPOLL_CTL_ADD, EPOLLIN);
    else
        watch_for(index, EPOLL_CTL_ADD, EPOLLOUT);
}

void lose_person(uint32_t index) {
    struct person *person = &people[index];
    if (person->state == OPEN) {
        counters.open--;
        counters.lost++;
        counters.greeted -= person->greeted;
        counters.joined -= person->joined;
        counters.entered -= person->entered;
    } else {
        counters.refused_by_server++;
    }
    close(person->fd);
    free(person->partial);
    person->partial = NULL;
    person->partial_size = 0;
    person->state = CLOSED;
    person->greeted = person->joined = person->entered = 0;
}

static void connected(uint32_t index) {
    if (ask_for_websocket(index))
        watch_for(index, EPOLL_CTL_MOD, EPOLLIN);
    else
        lose_person(index);
}

static void say_hello(uint32_t index) {
    static uint8_t *hello[8];
    static size_t sizes[8];
    if (options.wire == YUNZHAN) {
        greet(index);
        return;
    }
    for (uint32_t i = 0; i < options.hellos; i++) {
        if (!hello[i])
            hello[i] = (uint8_t *)slurp(options.hello[i], &sizes[i]);
        send_frame(&people[index], options.hello_is_text[i] ? TEXT_FRAME : BINARY_FRAME, hello[i], sizes[i]);
    }
}

static void take_frame(uint32_t index, uint8_t opcode, const uint8_t *payload, size_t size) {
    struct person *person = &people[index];
    counters.frames++;
    if (opcode == 9) {
        counters.pongs++;
        send_frame(person, 10, payload, size);
    } else if (opcode == 8) {
        if (size >= 2)
            counters.close_code = (uint64_t)payload[0] << 8 | payload[1];
        lose_person(index);
    } else if (opcode != 10 && size) {
        counters.messages++;
        if (options.wire == YUNZHAN) {
            take_message(index, payload, size);
        } else if (options.wire == COLYSEUS) {
            see_patch(index, payload, size);
        } else if (size == 1 && *payload == '2') {
            send_frame(person, TEXT_FRAME, (const uint8_t *)"3", 1); // Engine.IO asks whether we live
        } else if (size >= 6 && !memcmp(payload, "PING\r\n", 6)) {
            send_frame(person, BINARY_FRAME, (const uint8_t *)"PONG\r\n", 6); // and NATS
        } else {
            scan(index, payload, size);
        }
    }
}

// Takes whole frames from the front; returns how many bytes they were.
static size_t take_frames(uint32_t index, const uint8_t *data, size_t size) {
    size_t at = 0;
    while (size - at >= 2 && people[index].state == OPEN) {
        const uint8_t *frame = data + at;
        uint64_t length = frame[1] & 127;
        size_t head = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (size - at < head)
            break;
        if (head > 2) {
            length = 0;
            for (size_t i = 2; i < head; i++)
                length = length << 8 | frame[i];
        }
        if (size - at - head < length)
            break;
        take_frame(index, frame[0] & 15, frame + head, length);
        at += head + length;
    }
    return at;
}

static void read_person(uint32_t index) {
    struct person *person = &people[index];
    size_t have = person->partial_size, at = 0;
    if (have)
        memcpy(buffer, person->partial, have);
    ssize_t got = recv(person->fd, buffer + have, READ_BYTES - have, 0);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0) {
        lose_person(index);
        return;
    }
    counters.bytes += (uint64_t)got;
    have += (size_t)got;
    if (person->state == SHAKING) {
        uint8_t *end = memmem(buffer, have, "\r\n\r\n", 4);
        if (end && (have < 12 || memcmp(buffer + 9, "101", 3))) {
            fprintf(stderr, "not let in: %.*s\n", (int)(end - buffer), buffer);
            lose_person(index);
            return;
        }
        if (end) {
            at = (size_t)(end - buffer) + 4;
            person->state = OPEN;
            counters.open++;
            say_hello(index);
        }
    }
    if (person->state == OPEN)
        at += take_frames(index, buffer + at, have - at);
    if (person->state == CLOSED)
        return;
    size_t rest = have - at;
    if (rest > person->partial_size)
        person->partial = realloc(person->partial, rest);
    if (rest)
        memcpy(person->partial, buffer + at, rest);
    else if (person->partial) {
        free(person->partial);
        person->partial = NULL;
    }
    person->partial_size = (uint32_t)rest;
}

// Serves what is ready; waits for it until `due` at most.
void turn_until(uint64_t due) {
    struct epoll_event events[EVENTS];
    uint64_t now = now_ns(), wait = due > now ? due - now : 0;
    struct timespec rest = {.tv_sec = (time_t)(wait / 1000000000ull), .tv_nsec = (long)(wait % 1000000000ull)};
    int count = epoll_pwait2(epoll_fd, events, EVENTS, &rest, NULL);
    uint64_t began = count > 0 && measuring ? now_ns() : 0;
    for (int i = 0; i < count; i++) {
        uint32_t index = events[i].data.u32;
        if (people[index].state == CONNECTING)
            connected(index);
        else if (people[index].state != CLOSED)
            read_person(index);
    }
    if (began)
        add_age(&rounds, now_ns() - began);
}

void turn(int wait_ms) { turn_until(now_ns() + (uint64_t)wait_ms * 1000000ull); }

bool is_ready(const struct person *person) {
    if (person->state != OPEN || options.wire == PLAIN)
        return person->state == OPEN;
    return (options.wire == COLYSEUS || person->greeted) && person->entered >= !!options.hall &&
           person->joined >= !!options.group;
}

// Opens [from, to), at most in_flight at a time on their way; true when all of them are in before the time is over.
bool open_everybody(uint32_t from, uint32_t to, double seconds) {
    uint64_t due = now_ns() + (uint64_t)(seconds * 1e9);
    uint32_t next = from, ready = from;
    while (ready < to && now_ns() < due && counters.failed < 1000) {
        while (ready < next && (is_ready(&people[ready]) || people[ready].state == CLOSED))
            ready++;
        while (next < to && next - ready < options.in_flight)
            open_person(next++);
        turn(5);
    }
    uint32_t in = 0;
    for (uint32_t i = from; i < to; i++)
        in += is_ready(&people[i]);
    return in == to - from;
}
