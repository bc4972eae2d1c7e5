/* A second program that drags something: a small window at the top left; pressing the mouse in it starts OLE's drag of what the
   argument names. For packaging/windows/try-drop only; nothing of it is shipped. Usage: drag KIND FILE
   KIND: text, html, attachment (FILE is what is in it), files (FILE is the path), bitmap. */
#define COBJMACROS
#include <windows.h>
#include <ole2.h>
#include <shlobj.h>
#include <stdio.h>
#include <string.h>

static const char *kind;
static BYTE content[1 << 20];
static DWORD content_len;
static const wchar_t *path;
static UINT html, group, contents;

static HGLOBAL global(const void *bytes, SIZE_T len) {
    HGLOBAL handle = GlobalAlloc(GHND, len);
    memcpy(GlobalLock(handle), bytes, len);
    GlobalUnlock(handle);
    return handle;
}

static BOOL is(const char *name) { return strcmp(kind, name) == 0; }

static BOOL has(const FORMATETC *f) {
    if (is("attachment")) return (f->cfFormat == group && (f->tymed & TYMED_HGLOBAL)) || (f->cfFormat == contents && (f->tymed & TYMED_ISTREAM));
    if (!(f->tymed & TYMED_HGLOBAL)) return FALSE;
    if (is("text")) return f->cfFormat == CF_UNICODETEXT;
    if (is("html")) return f->cfFormat == html;
    if (is("files")) return f->cfFormat == CF_HDROP;
    return is("bitmap") && f->cfFormat == CF_DIB;
}

static HRESULT WINAPI data_query(IDataObject *self, REFIID id, void **out) {
    *out = NULL;
    if (!IsEqualIID(id, &IID_IUnknown) && !IsEqualIID(id, &IID_IDataObject)) return E_NOINTERFACE;
    *out = self;
    return S_OK;
}
static ULONG WINAPI data_ref(IDataObject *self) { (void)self; return 2; }
static HRESULT WINAPI data_get(IDataObject *self, FORMATETC *f, STGMEDIUM *m) {
    (void)self;
    memset(m, 0, sizeof *m);
    if (!has(f)) return DV_E_FORMATETC;
    m->tymed = TYMED_HGLOBAL;
    if (is("text")) {
        static wchar_t wide[1 << 20];
        int len = MultiByteToWideChar(CP_UTF8, 0, (char *)content, content_len, wide, (1 << 20) - 1);
        wide[len] = 0;
        m->hGlobal = global(wide, (len + 1) * sizeof *wide);
    } else if (is("html")) {
        static char text[(1 << 20) + 300];
        int len = snprintf(text, sizeof text, "Version:0.9\r\nStartHTML:%08d\r\nEndHTML:%08lu\r\nStartFragment:%08d\r\nEndFragment:%08lu\r\n%.*s",
                           97, 97 + content_len, 97, 97 + content_len, (int)content_len, (char *)content);
        m->hGlobal = global(text, len + 1);
    } else if (is("files")) {
        BYTE list[sizeof(DROPFILES) + 2 * (MAX_PATH + 2)] = {0};
        DROPFILES *head = (DROPFILES *)list;
        head->pFiles = sizeof *head;
        head->fWide = TRUE;
        wcsncpy((wchar_t *)(list + sizeof *head), path, MAX_PATH);
        m->hGlobal = global(list, sizeof list);
    } else if (is("bitmap")) {
        struct { BITMAPINFOHEADER head; DWORD pixels[64]; } dib = {{sizeof(BITMAPINFOHEADER), 8, 8, 1, 32, BI_RGB, 0, 0, 0, 0, 0}, {0}};
        m->hGlobal = global(&dib, sizeof dib);
    } else if (f->cfFormat == group) {
        FILEGROUPDESCRIPTORW descriptors = {0};
        descriptors.cItems = 1;
        wcscpy(descriptors.fgd[0].cFileName, L"Sign in \x2013 gr\x00f6\x00df" L"er.txt");
        m->hGlobal = global(&descriptors, sizeof descriptors);
    } else {
        HGLOBAL memory = global(content, content_len);
        ULARGE_INTEGER len = {.QuadPart = content_len};
        m->tymed = TYMED_ISTREAM;
        CreateStreamOnHGlobal(memory, TRUE, &m->pstm);
        IStream_SetSize(m->pstm, len);
    }
    return S_OK;
}
static HRESULT WINAPI data_here(IDataObject *self, FORMATETC *f, STGMEDIUM *m) { (void)self; (void)f; (void)m; return E_NOTIMPL; }
static HRESULT WINAPI data_ask(IDataObject *self, FORMATETC *f) { (void)self; return has(f) ? S_OK : DV_E_FORMATETC; }
static HRESULT WINAPI data_canonical(IDataObject *self, FORMATETC *a, FORMATETC *b) { (void)self; (void)a; (void)b; return E_NOTIMPL; }
static HRESULT WINAPI data_set(IDataObject *self, FORMATETC *f, STGMEDIUM *m, BOOL r) { (void)self; (void)f; (void)m; (void)r; return E_NOTIMPL; }
static HRESULT WINAPI data_enum(IDataObject *self, DWORD d, IEnumFORMATETC **e) { (void)self; (void)d; *e = NULL; return E_NOTIMPL; }
static HRESULT WINAPI data_advise(IDataObject *self, FORMATETC *f, DWORD a, IAdviseSink *s, DWORD *c) { (void)self; (void)f; (void)a; (void)s; (void)c; return OLE_E_ADVISENOTSUPPORTED; }
static HRESULT WINAPI data_unadvise(IDataObject *self, DWORD c) { (void)self; (void)c; return OLE_E_ADVISENOTSUPPORTED; }
static HRESULT WINAPI data_advises(IDataObject *self, IEnumSTATDATA **e) { (void)self; *e = NULL; return OLE_E_ADVISENOTSUPPORTED; }
static IDataObjectVtbl data_table = {data_query, data_ref, data_ref, data_get, data_here, data_ask, data_canonical, data_set, data_enum, data_advise, data_unadvise, data_advises};
static IDataObject data = {&data_table};

static HRESULT WINAPI source_query(IDropSource *self, REFIID id, void **out) {
    *out = NULL;
    if (!IsEqualIID(id, &IID_IUnknown) && !IsEqualIID(id, &IID_IDropSource)) return E_NOINTERFACE;
    *out = self;
    return S_OK;
}
static ULONG WINAPI source_ref(IDropSource *self) { (void)self; return 2; }
static HRESULT WINAPI source_continue(IDropSource *self, BOOL escaped, DWORD keys) {
    (void)self;
    return escaped ? DRAGDROP_S_CANCEL : keys & MK_LBUTTON ? S_OK : DRAGDROP_S_DROP;
}
static HRESULT WINAPI source_feedback(IDropSource *self, DWORD effect) { (void)self; (void)effect; return DRAGDROP_S_USEDEFAULTCURSORS; }
static IDropSourceVtbl source_table = {source_query, source_ref, source_ref, source_continue, source_feedback};
static IDropSource source = {&source_table};

static LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM w, LPARAM l) {
    if (message != WM_LBUTTONDOWN) return DefWindowProc(window, message, w, l);
    DWORD effect = 0;
    HRESULT result = DoDragDrop(&data, &source, DROPEFFECT_COPY | DROPEFFECT_MOVE, &effect);
    printf("%s: result %08lx effect %lu\n", kind, result, effect);
    fflush(stdout);
    ExitProcess(result == DRAGDROP_S_DROP && effect == DROPEFFECT_COPY ? 0 : 1);
}

int wmain(int argc, wchar_t **argv) {
    static char name[20];
    if (argc < 3) return 2;
    WideCharToMultiByte(CP_UTF8, 0, argv[1], -1, name, sizeof name - 1, NULL, NULL);
    kind = name;
    path = argv[2];
    HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    ReadFile(file, content, sizeof content - 1, &content_len, NULL);
    OleInitialize(NULL);
    html = RegisterClipboardFormatW(L"HTML Format");
    group = RegisterClipboardFormatW(CFSTR_FILEDESCRIPTORW);
    contents = RegisterClipboardFormatW(CFSTR_FILECONTENTS);
    WNDCLASSW class = {.lpfnWndProc = procedure, .lpszClassName = L"drag", .hbrBackground = (HBRUSH)(COLOR_WINDOW + 1)};
    RegisterClassW(&class);
    CreateWindowExW(WS_EX_TOPMOST, L"drag", L"drag", WS_POPUP | WS_VISIBLE, 0, 0, 60, 60, NULL, NULL, NULL, NULL);
    MSG message;
    while (GetMessageW(&message, NULL, 0, 0) > 0) DispatchMessageW(&message);
    return 3;
}
