; SPDX-FileCopyrightText: 2026 The structure-smooth authors
; SPDX-License-Identifier: GPL-3.0-or-later
; What `./dev try` lets GIMP do without a display: (try PICTURE SMOOTH EDGES)
; writes the smoothed picture and its edge map into two files.
;
; It smooths a copy of the picture whose only layer is made of everything that is
; visible, so that groups, hidden layers and locks in the file have no effect.
(script-fu-use-v3)

(define (visible-alone image)
  (let* ((alone (gimp-image-duplicate image))
         (layers (gimp-image-get-layers alone)))
    (gimp-image-insert-layer
      alone (gimp-layer-new-from-visible alone alone "visible") 0 0)
    (for-each (lambda (layer) (gimp-image-remove-layer alone layer))
              (vector->list layers))
    alone))

(define (smooth image result file)
  (plug-in-structure-smooth #:run-mode RUN-NONINTERACTIVE #:image image
    #:drawables (gimp-image-get-layers image) #:result result)
  (gimp-image-merge-visible-layers image CLIP-TO-IMAGE)
  (gimp-file-save RUN-NONINTERACTIVE image file))

(define (try picture smooth-file edges-file)
  (let ((image (gimp-file-load RUN-NONINTERACTIVE picture)))
    (when (= (gimp-image-get-base-type image) INDEXED)
      (gimp-image-convert-rgb image))
    (smooth (visible-alone image) "replace" smooth-file)
    (smooth (visible-alone image) "edge-map" edges-file)))
