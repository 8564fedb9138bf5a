/*
 * A webcam for tests: an LD_PRELOAD library that adds one V4L2 capture device to a process. Needs no kernel module
 * and no root; the program under test is unchanged and sees an ordinary /dev/videoN.
 *
 *     cc -O2 -Wall -Wextra -shared -fPIC -o camera.so tests/camera/camera.c
 *     LD_PRELOAD=$PWD/camera.so KEEPWARD_CAMERA_FRAME=frame.yuyv keepward-app
 *
 *   KEEPWARD_CAMERA_DEVICE   its path, default /dev/video42; it is listed in /dev as well
 *   KEEPWARD_CAMERA_FORMAT   YUYV (default), NV12, RGB3, BGR3, GREY or MJPG
 *   KEEPWARD_CAMERA_SIZE     default 640x480
 *   KEEPWARD_CAMERA_RATE     frames a second, default 30; 30000/1001 is understood
 *   KEEPWARD_CAMERA_FRAME    file with one raw frame, read again for each frame: swap the picture with rename(2)
 *   KEEPWARD_CAMERA_FAULT    busy, denied, unplug or stall (below); nothing by default
 *   KEEPWARD_CAMERA_FAULT_FILE  file holding such a word, read again each time: faults that come during a scan
 *   KEEPWARD_CAMERA_AFTER    frames delivered before unplug and stall strike, default 3
 *   KEEPWARD_CAMERA_METADATA path of a second node that cannot capture, as USB cameras have one; none by default
 *
 * What the faults do, after what the kernel's uvcvideo driver does:
 *   busy    the device opens and describes itself, setting a format or asking for buffers fails with EBUSY
 *   denied  open fails with EACCES
 *   unplug  frames stop with EIO, as after pulling the plug of a streaming camera
 *   stall   no frame ever becomes ready: poll(2) waits for ever (or its time-out)
 *
 * How it works: the device's file descriptor is a memfd that is also the memory of the frame buffers, so mmap(2) is
 * the kernel's own. Wrapped are: open, open64 and close (which descriptors are ours), readdir and readdir64 (the
 * entry in /dev), poll (when a frame is ready), ioctl and syscall (the V4L2 requests: Rust's `v4l` crate calls
 * syscall(SYS_ioctl, ..)). Everything else passes through. One process may open the device several times.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MAX_OPEN = 16, MAX_BUFFERS = 8, FREE = -1, TAKEN = -2 };

/* One open descriptor of the camera. */
struct handle {
	atomic_int fd; /* FREE, or TAKEN while it is being filled in */
	bool metadata, streaming;
	unsigned buffers;              /* how many were asked for with VIDIOC_REQBUFS */
	unsigned queue[MAX_BUFFERS];   /* buffers waiting to be filled, oldest first */
	unsigned queued, sequence;
	struct timespec due;           /* when the next frame is ready */
};

/* No lock: a child of fork(2) that closes its descriptors must not meet one that was held in its parent. */
static struct handle handles[MAX_OPEN];

/* ---- the C library's own functions, found once ---- */

#define REAL(result, name, ...) \
	static result (*real_##name)(__VA_ARGS__); \
	static __attribute__((constructor)) void find_##name(void) { if (!real_##name) real_##name = dlsym(RTLD_NEXT, #name); }
REAL(int, open64, const char *, int, ...)
REAL(int, close, int)
REAL(int, ioctl, int, unsigned long, ...)
REAL(long, syscall, long, ...)
REAL(int, poll, struct pollfd *, nfds_t, int)
REAL(struct dirent *, readdir, DIR *)
REAL(struct dirent64 *, readdir64, DIR *)

static __attribute__((constructor)) void no_handles(void)
{
	for (int i = 0; i < MAX_OPEN; i++) handles[i].fd = FREE;
}

/* ---- settings ---- */

static const char *setting(const char *name, const char *otherwise)
{
	const char *value = getenv(name);
	return value && *value ? value : otherwise;
}

static const char *device_path(void) { return setting("KEEPWARD_CAMERA_DEVICE", "/dev/video42"); }
static const char *metadata_path(void) { return setting("KEEPWARD_CAMERA_METADATA", ""); }

static void size(unsigned *width, unsigned *height)
{
	if (sscanf(setting("KEEPWARD_CAMERA_SIZE", "640x480"), "%ux%u", width, height) != 2) *width = 640, *height = 480;
}

static struct v4l2_fract interval(void)
{
	unsigned frames = 30, seconds = 1;
	sscanf(setting("KEEPWARD_CAMERA_RATE", "30"), "%u/%u", &frames, &seconds);
	return (struct v4l2_fract){ .numerator = seconds, .denominator = frames ? frames : 1 };
}

static __u32 format(void)
{
	const char *f = setting("KEEPWARD_CAMERA_FORMAT", "YUYV");
	return strlen(f) == 4 ? v4l2_fourcc(f[0], f[1], f[2], f[3]) : V4L2_PIX_FMT_YUYV;
}

/* Is the camera in this trouble now? */
static bool fault(const char *name)
{
	char word[16] = "";
	const char *file = getenv("KEEPWARD_CAMERA_FAULT_FILE");
	if (!file) return !strcmp(setting("KEEPWARD_CAMERA_FAULT", ""), name);
	int fd = real_open64(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return false;
	ssize_t length = read(fd, word, sizeof word - 1);
	real_close(fd);
	for (ssize_t i = 0; i < length; i++) if (word[i] == '\n') word[i] = 0;
	return !strcmp(word, name);
}

static bool late_fault(const struct handle *h, const char *name)
{
	return h->sequence >= (unsigned)atoi(setting("KEEPWARD_CAMERA_AFTER", "3")) && fault(name);
}

/* ---- geometry of the picture and its buffers ---- */

static unsigned bytes_per_line(void)
{
	unsigned width, height;
	size(&width, &height);
	switch (format()) {
	case V4L2_PIX_FMT_MJPEG: return 0;
	case V4L2_PIX_FMT_YUYV: return width * 2;
	case V4L2_PIX_FMT_RGB24:
	case V4L2_PIX_FMT_BGR24: return width * 3;
	default: return width; /* GREY, and the luma plane of NV12 */
	}
}

static unsigned frame_bytes(void)
{
	unsigned width, height;
	size(&width, &height);
	switch (format()) {
	case V4L2_PIX_FMT_MJPEG: return width * height * 2; /* the room a driver gives a compressed frame */
	case V4L2_PIX_FMT_NV12: return width * height * 3 / 2;
	default: return bytes_per_line() * height;
	}
}

/* Buffers start on pages, so they are longer than a frame; a program must not compare the lengths. */
static unsigned buffer_bytes(void)
{
	unsigned page = (unsigned)sysconf(_SC_PAGESIZE);
	return (frame_bytes() + page - 1) / page * page;
}

/* ---- descriptors ---- */

static struct handle *find(int fd)
{
	if (fd < 0) return NULL;
	for (int i = 0; i < MAX_OPEN; i++) if (handles[i].fd == fd) return &handles[i];
	return NULL;
}

static int open_camera(bool metadata)
{
	if (fault("denied")) { errno = EACCES; return -1; }
	int fd = memfd_create("keepward-camera", MFD_CLOEXEC);
	if (fd < 0 || ftruncate(fd, (off_t)buffer_bytes() * MAX_BUFFERS)) return -1;
	struct handle *h = NULL;
	for (int i = 0; i < MAX_OPEN && !h; i++) {
		int expected = FREE;
		if (atomic_compare_exchange_strong(&handles[i].fd, &expected, TAKEN)) h = &handles[i];
	}
	if (!h) { real_close(fd); errno = EMFILE; return -1; }
	h->metadata = metadata;
	h->streaming = false;
	h->buffers = h->queued = h->sequence = 0;
	h->fd = fd;
	return fd;
}

static int open_path(const char *path, int flags, mode_t mode)
{
	if (path && !strcmp(path, device_path())) return open_camera(false);
	if (path && *metadata_path() && !strcmp(path, metadata_path())) return open_camera(true);
	find_open64(); /* another library's constructor may open files before ours ran */
	return real_open64(path, flags, mode);
}

#define OPEN(name) \
	int name(const char *path, int flags, ...) \
	{ \
		mode_t mode = 0; \
		if (flags & (O_CREAT | O_TMPFILE)) { \
			va_list rest; \
			va_start(rest, flags); \
			mode = va_arg(rest, mode_t); \
			va_end(rest); \
		} \
		return open_path(path, flags, mode); \
	}
OPEN(open)
OPEN(open64)

int close(int fd)
{
	struct handle *h = find(fd);
	if (h) h->fd = FREE;
	find_close();
	return real_close(fd);
}

/* ---- the listing of /dev: our nodes come after the real ones ---- */

static __thread struct { DIR *folder; int given; } listing;

/* The name of our next entry in `folder`, NULL if it is not /dev or all were given. */
static const char *next_entry(DIR *folder)
{
	char link[32], path[16];
	snprintf(link, sizeof link, "/proc/self/fd/%d", dirfd(folder));
	ssize_t length = readlink(link, path, sizeof path);
	if (length != 4 || memcmp(path, "/dev", 4)) return NULL;
	if (listing.folder != folder) listing.folder = folder, listing.given = 0;
	const char *paths[] = { device_path(), metadata_path() };
	while (listing.given < 2) {
		const char *p = paths[listing.given++];
		if (!strncmp(p, "/dev/", 5)) return p + 5;
	}
	listing.folder = NULL; /* the next folder may get the same address */
	return NULL;
}

#define READDIR(name, entry) \
	struct entry *name(DIR *folder) \
	{ \
		static __thread struct entry ours; \
		struct entry *real = real_##name(folder); \
		const char *added = real ? NULL : next_entry(folder); \
		if (!added) return real; \
		ours = (struct entry){ .d_ino = 1, .d_reclen = sizeof ours, .d_type = DT_CHR }; \
		snprintf(ours.d_name, sizeof ours.d_name, "%s", added); \
		return &ours; \
	}
READDIR(readdir, dirent)
READDIR(readdir64, dirent64)

/* ---- time ---- */

static struct timespec now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t;
}

static struct timespec later(struct timespec t, long nanoseconds)
{
	t.tv_sec += (t.tv_nsec + nanoseconds) / 1000000000L;
	t.tv_nsec = (t.tv_nsec + nanoseconds) % 1000000000L;
	return t;
}

static bool before(struct timespec a, struct timespec b)
{
	return a.tv_sec < b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec < b.tv_nsec);
}

static long frame_nanoseconds(void)
{
	struct v4l2_fract i = interval();
	return (long)(1e9 * i.numerator / i.denominator);
}

/* Waits until a frame is ready; false if `limit` came first. A stalled camera never is. */
static bool wait_for_frame(const struct handle *h, const struct timespec *limit)
{
	while (late_fault(h, "stall") && !late_fault(h, "unplug")) {
		if (limit && !before(now(), *limit)) return false;
		struct timespec nap = later(now(), 10 * 1000000L); /* then look whether the fault is over */
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, limit && before(*limit, nap) ? limit : &nap, NULL);
	}
	bool in_time = !limit || before(h->due, *limit);
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, in_time ? &h->due : limit, NULL);
	return in_time;
}

/* glibc declares that poll only writes to `fds`; it reads them, and so do we. */
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
int poll(struct pollfd *fds, nfds_t count, int timeout)
{
	struct handle *h = count == 1 ? find(fds[0].fd) : NULL; /* camera programs poll their one descriptor alone */
	if (!h || !h->streaming) return real_poll(fds, count, timeout);
	struct timespec limit = later(now(), timeout % 1000 * 1000000L);
	limit.tv_sec += timeout / 1000;
	bool ready = wait_for_frame(h, timeout < 0 ? NULL : &limit);
	fds[0].revents = ready ? POLLIN | POLLRDNORM : 0;
	return ready;
}

/* ---- V4L2 requests ---- */

/* One frame from the file into buffer `index`; returns how many bytes it has. */
static unsigned fill(const struct handle *h, unsigned index)
{
	char chunk[65536];
	unsigned done = 0, room = buffer_bytes();
	int file = real_open64(setting("KEEPWARD_CAMERA_FRAME", "/dev/null"), O_RDONLY | O_CLOEXEC);
	if (file < 0) return frame_bytes(); /* the buffer keeps what it had */
	while (done < room) {
		ssize_t n = read(file, chunk, room - done < sizeof chunk ? room - done : sizeof chunk);
		if (n <= 0 || pwrite(h->fd, chunk, (size_t)n, (off_t)index * room + done) != n) break;
		done += (unsigned)n;
	}
	real_close(file);
	return format() == V4L2_PIX_FMT_MJPEG ? done : frame_bytes();
}

static int refuse(int error)
{
	errno = error;
	return -1;
}

static int query_capability(const struct handle *h, struct v4l2_capability *c)
{
	memset(c, 0, sizeof *c);
	strcpy((char *)c->driver, "keepward");
	strcpy((char *)c->card, "Test camera");
	strcpy((char *)c->bus_info, "platform:keepward");
	c->version = 0x060100;
	c->device_caps = V4L2_CAP_STREAMING | (h->metadata ? V4L2_CAP_META_CAPTURE : V4L2_CAP_VIDEO_CAPTURE);
	/* `capabilities` speaks for the whole camera, `device_caps` for this node: only the second tells them apart */
	c->capabilities = V4L2_CAP_DEVICE_CAPS | V4L2_CAP_STREAMING | V4L2_CAP_META_CAPTURE | V4L2_CAP_VIDEO_CAPTURE;
	return 0;
}

static int describe_format(struct v4l2_fmtdesc *f)
{
	if (f->index || f->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return refuse(EINVAL);
	strcpy((char *)f->description, "test picture");
	f->pixelformat = format();
	f->flags = f->pixelformat == V4L2_PIX_FMT_MJPEG ? V4L2_FMT_FLAG_COMPRESSED : 0;
	return 0;
}

static int describe_size(struct v4l2_frmsizeenum *f)
{
	if (f->index || f->pixel_format != format()) return refuse(EINVAL);
	f->type = V4L2_FRMSIZE_TYPE_DISCRETE;
	size(&f->discrete.width, &f->discrete.height);
	return 0;
}

static int describe_interval(struct v4l2_frmivalenum *f)
{
	if (f->index || f->pixel_format != format()) return refuse(EINVAL);
	f->type = V4L2_FRMIVAL_TYPE_DISCRETE;
	f->discrete = interval();
	return 0;
}

/* The one format there is, whatever was asked for: a driver may always adjust. */
static int negotiate(struct v4l2_format *f, bool set)
{
	if (f->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return refuse(EINVAL);
	if (set && fault("busy")) return refuse(EBUSY);
	struct v4l2_pix_format *p = &f->fmt.pix;
	memset(p, 0, sizeof *p);
	size(&p->width, &p->height);
	p->pixelformat = format();
	p->field = V4L2_FIELD_NONE;
	p->bytesperline = bytes_per_line();
	p->sizeimage = frame_bytes();
	p->colorspace = V4L2_COLORSPACE_SRGB;
	return 0;
}

static int parameters(struct v4l2_streamparm *p)
{
	if (p->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return refuse(EINVAL);
	memset(&p->parm, 0, sizeof p->parm);
	p->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
	p->parm.capture.timeperframe = interval();
	p->parm.capture.readbuffers = 2;
	return 0;
}

static int request_buffers(struct handle *h, struct v4l2_requestbuffers *r)
{
	if (r->memory != V4L2_MEMORY_MMAP) return refuse(EINVAL);
	if (r->count && fault("busy")) return refuse(EBUSY);
	if (r->count > MAX_BUFFERS) r->count = MAX_BUFFERS;
	h->buffers = r->count;
	h->queued = 0;
	return 0;
}

static void describe_buffer(struct v4l2_buffer *b)
{
	b->memory = V4L2_MEMORY_MMAP;
	b->length = buffer_bytes();
	b->m.offset = b->index * b->length;
	b->flags = V4L2_BUF_FLAG_MAPPED | V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
}

static int queue_buffer(struct handle *h, struct v4l2_buffer *b)
{
	if (b->index >= h->buffers || h->queued == h->buffers) return refuse(EINVAL);
	h->queue[h->queued++] = b->index;
	describe_buffer(b);
	b->flags |= V4L2_BUF_FLAG_QUEUED;
	return 0;
}

static int dequeue_buffer(struct handle *h, struct v4l2_buffer *b)
{
	if (!h->streaming || !h->queued) return refuse(EINVAL);
	wait_for_frame(h, NULL);
	if (late_fault(h, "unplug")) return refuse(EIO);
	b->index = h->queue[0];
	memmove(h->queue, h->queue + 1, --h->queued * sizeof *h->queue);
	describe_buffer(b);
	b->flags |= V4L2_BUF_FLAG_DONE;
	b->bytesused = fill(h, b->index);
	b->field = V4L2_FIELD_NONE;
	b->sequence = h->sequence++;
	struct timespec taken = now();
	b->timestamp.tv_sec = taken.tv_sec;
	b->timestamp.tv_usec = taken.tv_nsec / 1000;
	h->due = later(h->due, frame_nanoseconds());
	if (before(h->due, taken)) h->due = taken; /* a slow reader misses frames, it gets no burst of old ones */
	return 0;
}

static int stream(struct handle *h, bool on)
{
	if (on && fault("busy")) return refuse(EBUSY);
	h->streaming = on;
	h->due = later(now(), frame_nanoseconds());
	if (!on) h->queued = 0;
	return 0;
}

static int request(struct handle *h, unsigned long number, void *argument)
{
	if (h->metadata && number != VIDIOC_QUERYCAP) return refuse(EINVAL);
	switch (number) {
	case VIDIOC_QUERYCAP: return query_capability(h, argument);
	case VIDIOC_ENUM_FMT: return describe_format(argument);
	case VIDIOC_ENUM_FRAMESIZES: return describe_size(argument);
	case VIDIOC_ENUM_FRAMEINTERVALS: return describe_interval(argument);
	case VIDIOC_G_FMT:
	case VIDIOC_TRY_FMT: return negotiate(argument, false);
	case VIDIOC_S_FMT: return negotiate(argument, true);
	case VIDIOC_G_PARM:
	case VIDIOC_S_PARM: return parameters(argument);
	case VIDIOC_REQBUFS: return request_buffers(h, argument);
	case VIDIOC_QUERYBUF:
		if (((struct v4l2_buffer *)argument)->index >= h->buffers) return refuse(EINVAL);
		describe_buffer(argument);
		return 0;
	case VIDIOC_QBUF: return queue_buffer(h, argument);
	case VIDIOC_DQBUF: return dequeue_buffer(h, argument);
	case VIDIOC_STREAMON: return stream(h, true);
	case VIDIOC_STREAMOFF: return stream(h, false);
	default: return refuse(ENOTTY); /* no controls, no standards, no crop */
	}
}

int ioctl(int fd, unsigned long number, ...)
{
	va_list rest;
	va_start(rest, number);
	void *argument = va_arg(rest, void *);
	va_end(rest);
	struct handle *h = find(fd);
	if (h) return request(h, (unsigned)number, argument); /* 32 bits: some callers sign-extend the number */
	find_ioctl();
	return real_ioctl(fd, number, argument);
}

/* Passing six arguments on, however many there were, is what the kernel's entry does as well. */
long syscall(long number, ...)
{
	long a[6];
	va_list rest;
	va_start(rest, number);
	for (int i = 0; i < 6; i++) a[i] = va_arg(rest, long);
	va_end(rest);
	struct handle *h = number == SYS_ioctl ? find((int)a[0]) : NULL;
	if (h) return request(h, (unsigned)a[1], (void *)a[2]);
	find_syscall();
	return real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
